'use client';

import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import type { OpenRequestDialog } from './use-request-dialog.ts';

const loadCompare = () => import('../compare/compare-dialog.tsx');
const loadTypes = () => import('../types/types-dialog.tsx');

/** The dialogs to compare requests and to generate types. */
export function RequestDialogs({
  requestDialog,
  onClose,
}: {
  requestDialog: OpenRequestDialog | null;
  onClose: () => void;
}) {
  const shared = { summary: requestDialog?.summary ?? null, onClose };
  return (
    <>
      <LazyDialog
        load={loadCompare}
        open={requestDialog?.is === 'compare'}
        other={requestDialog?.is === 'compare' ? requestDialog.other : null}
        {...shared}
      />
      <LazyDialog
        load={loadTypes}
        open={requestDialog?.is === 'types'}
        seqs={requestDialog?.is === 'types' ? requestDialog.seqs : null}
        {...shared}
      />
    </>
  );
}
