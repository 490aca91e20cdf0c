import { Dialog } from '#components/ui/dialog.tsx';
import { ScrollRegion } from '#components/ui/scroll-region.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { shortcutsDialog as words } from './words.ts';

/** All keyboard shortcuts. */
export default function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={words.title}>
      <ScrollRegion label={words.title} className="rounded-mark">
        <ShortcutList />
      </ScrollRegion>
    </Dialog>
  );
}
