'use client';

import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import type { PaletteProps } from '../commands/command-palette.tsx';
import { useInspection } from '../context/inspection.tsx';
import type { FeedStore } from '../feed/feed-store.ts';
import { RequestDialogs } from './request-dialogs.tsx';
import { SendingDialogs } from './sending-dialogs.tsx';
import type { useBinActions } from './use-bin-actions.ts';

const loadShareDialog = () => import('../share/share-dialog.tsx');
const loadExportDialog = () => import('../transfer/export-dialog.tsx');
const loadImportDialog = () => import('../transfer/import-dialog.tsx');
const loadPalette = () => import('../commands/command-palette.tsx');
const loadHelpDialog = () => import('../commands/shortcuts-dialog.tsx');
const loadRenameDialog = () => import('#components/bin/rename-dialog.tsx');
const loadNoteDialog = () => import('../detail/note-dialog.tsx');
const loadConfirm = () => import('#components/ui/confirm.tsx');

export type DialogName = 'share' | 'rename' | 'help' | 'export' | 'import' | 'palette';

type Props = {
  open: DialogName | null;
  /** The request that is selected. */
  seq: number | null;
  /** The place in it to share, as a fragment; null to share the bin. */
  sharedPlace: string | null;
  /** How many pages show the bin. */
  present: number;
  onClose: () => void;
  feed: FeedStore;
  palette: Omit<PaletteProps, 'open' | 'onClose'>;
  /** The filter that an export begins with. */
  exported: string;
  name: string | null;
  onRenamed: (name: string | null) => void;
  actions: ReturnType<typeof useBinActions>;
  onOpenRequest: (seq: number) => void;
};

/** The dialogs of the inspector; their code is fetched soon after the page has loaded. */
export function InspectorDialogs({
  open,
  seq,
  sharedPlace,
  present,
  onClose,
  feed,
  palette,
  exported,
  name,
  onRenamed,
  actions,
  onOpenRequest,
}: Props) {
  const { api, bin } = useInspection();
  return (
    <>
      <LazyDialog load={loadPalette} open={open === 'palette'} onClose={onClose} {...palette} />
      <LazyDialog
        load={loadShareDialog}
        open={open === 'share'}
        onClose={onClose}
        seq={seq}
        place={sharedPlace}
        present={present}
      />
      <LazyDialog load={loadExportDialog} open={open === 'export'} onClose={onClose} filter={exported} />
      <LazyDialog load={loadImportDialog} open={open === 'import'} onClose={onClose} />
      <LazyDialog load={loadHelpDialog} open={open === 'help'} onClose={onClose} />
      <LazyDialog
        load={loadRenameDialog}
        open={open === 'rename'}
        onClose={onClose}
        api={api}
        binKey={bin.key}
        name={name}
        onRenamed={onRenamed}
      />
      <LazyDialog
        load={loadNoteDialog}
        open={actions.noted !== null}
        onClose={actions.closeNote}
        row={actions.noted}
        feed={feed}
      />
      <RequestDialogs requestDialog={actions.requestDialog.shown} onClose={actions.requestDialog.close} />
      <SendingDialogs sending={actions.sending} selected={seq} onOpenRequest={onOpenRequest} />
      <LazyDialog
        load={loadConfirm}
        open={actions.question !== null}
        question={actions.question}
        onClose={actions.dismiss}
      />
    </>
  );
}
