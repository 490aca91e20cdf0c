import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { shortcuts } from './shortcuts.ts';

/** Every key there is. */
export default function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Keys">
      <dl>
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
    </Dialog>
  );
}
