'use client';

import { LazyWindow } from '#components/ui/lazy-window.tsx';
import type { FeedStore } from './feed-store.ts';
import { useInspection } from './inspection.tsx';
import type { PaletteProps } from './palette/palette.tsx';
import { StudyWindows } from './study-windows.tsx';
import type { useActions } from './use-actions.ts';

const loadShareDialog = () => import('./share/share-dialog.tsx');
const loadExportDialog = () => import('./bulk/export-dialog.tsx');
const loadImportDialog = () => import('./bulk/import-dialog.tsx');
const loadPalette = () => import('./palette/palette.tsx');
const loadHelpDialog = () => import('./help-dialog.tsx');
const loadRenameDialog = () => import('#components/bin/rename-dialog.tsx');
const loadNoteDialog = () => import('./detail/note-dialog.tsx');
const loadConfirm = () => import('#components/ui/confirm.tsx');

export type WindowName = 'share' | 'rename' | 'help' | 'export' | 'import' | 'palette';

type Props = {
  open: WindowName | null;
  /** The request that is selected. */
  seq: number | null;
  onClose: () => void;
  feed: FeedStore;
  palette: Omit<PaletteProps, 'open' | 'onClose'>;
  /** The filter that an export begins with. */
  exported: string;
  name: string | null;
  onRenamed: (name: string | null) => void;
  actions: ReturnType<typeof useActions>;
};

/** The windows over the inspector; what they are made of is fetched when the page has time. */
export function Windows({ open, seq, onClose, feed, palette, exported, name, onRenamed, actions }: Props) {
  const { api, bin } = useInspection();
  return (
    <>
      <LazyWindow load={loadPalette} open={open === 'palette'} onClose={onClose} {...palette} />
      <LazyWindow load={loadShareDialog} open={open === 'share'} onClose={onClose} seq={seq} />
      <LazyWindow load={loadExportDialog} open={open === 'export'} onClose={onClose} filter={exported} />
      <LazyWindow load={loadImportDialog} open={open === 'import'} onClose={onClose} />
      <LazyWindow load={loadHelpDialog} open={open === 'help'} onClose={onClose} />
      <LazyWindow
        load={loadRenameDialog}
        open={open === 'rename'}
        onClose={onClose}
        api={api}
        binKey={bin.key}
        name={name}
        onRenamed={onRenamed}
      />
      <LazyWindow
        load={loadNoteDialog}
        open={actions.noted !== null}
        onClose={actions.closeNote}
        row={actions.noted}
        feed={feed}
      />
      <StudyWindows study={actions.study.study} onClose={actions.study.close} />
      <LazyWindow
        load={loadConfirm}
        open={actions.question !== null}
        question={actions.question}
        onClose={actions.dismiss}
      />
    </>
  );
}
