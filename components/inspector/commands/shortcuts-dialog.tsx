import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { shortcuts } from './shortcuts.ts';
import { shortcutsDialog, shortcutTitles } from './words.ts';

/** All keyboard shortcuts. */
export default function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={shortcutsDialog.title}>
      <dl tabIndex={0} className="rounded-mark outline-offset-4">
        {shortcuts.map(({ id, shown }) => (
          <div
            key={id}
            className="flex min-h-8 items-center justify-between gap-4 border-faint border-b last:border-b-0"
          >
            <dt>{shortcutTitles[id]}</dt>
            <dd className="flex gap-1">
              {shown.map((key) => (key === '…' ? <span key={key}>{'…'}</span> : <Kbd key={key}>{key}</Kbd>))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-quiet">{shortcutsDialog.mouse}</p>
    </Dialog>
  );
}
