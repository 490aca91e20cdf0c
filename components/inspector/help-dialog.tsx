import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { shortcuts } from './shortcuts.ts';

/** Every key there is. */
export default function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Keys">
      <dl tabIndex={0} className="rounded-mark outline-offset-4">
        {shortcuts.map(({ id, shown, words }) => (
          <div
            key={id}
            className="flex min-h-8 items-center justify-between gap-4 border-faint border-b last:border-b-0"
          >
            <dt>{words}</dt>
            <dd className="flex gap-1">
              {shown.map((key) => (key === '…' ? <span key={key}>…</span> : <Kbd key={key}>{key}</Kbd>))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-quiet">
        With the mouse: Ctrl or ⌘ and a click selects a row, ⇧ and a click all rows up to it; Alt and a click
        on a value in the list filters by it, with ⇧ by what is not so. A click on a fact above a request does
        the same, with Ctrl or ⌘ by what is not so.
      </p>
    </Dialog>
  );
}
