'use client';

import { useRef } from 'react';
import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import type { useSending } from './use-sending.ts';

const loadSend = () => import('../send/send-dialog.tsx');
const loadBulk = () => import('../bulk-replay/bulk-replay-dialog.tsx');
const loadDeliveries = () => import('../deliveries/deliveries-dialog.tsx');

type Props = {
  sending: ReturnType<typeof useSending>;
  /** The request that is open. */
  selected: number | null;
  onOpenRequest: (seq: number) => void;
};

/** The dialogs about sending. */
export function SendingDialogs({ sending, selected, onOpenRequest }: Props) {
  const { dialog, close, show, sendTest } = sending;
  // The contents stay while a dialog fades out.
  const last = useRef({
    filter: '',
    request: null as null | Extract<typeof dialog, { is: 'send' }>['request'],
  });
  if (dialog?.is === 'send') last.current.request = dialog.request;
  if (dialog?.is === 'bulk') last.current.filter = dialog.filter;
  return (
    <>
      <LazyDialog
        load={loadSend}
        open={dialog?.is === 'send'}
        onClose={close}
        request={last.current.request}
        current={selected}
      />
      <LazyDialog
        load={loadBulk}
        open={dialog?.is === 'bulk'}
        onClose={close}
        filter={last.current.filter}
        onShow={(replay: string) => show({ replay })}
      />
      <LazyDialog
        load={loadDeliveries}
        open={dialog?.is === 'deliveries'}
        onClose={close}
        shown={dialog?.is === 'deliveries' ? dialog.shown : null}
        onOpenRequest={onOpenRequest}
        onSendTest={sendTest}
      />
    </>
  );
}
