'use client';

import { useRef } from 'react';
import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import { useInspection } from '../context/inspection.tsx';
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

/** The dialogs about sending. The code of those that the link cannot open is not fetched. */
export function SendingDialogs({ sending, selected, onOpenRequest }: Props) {
  const { may } = useInspection();
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
      {may('replay') && (
        <LazyDialog
          load={loadSend}
          open={dialog?.is === 'send'}
          onClose={close}
          request={last.current.request}
          current={selected}
        />
      )}
      {may('send') && (
        <LazyDialog
          load={loadBulk}
          open={dialog?.is === 'bulk'}
          onClose={close}
          filter={last.current.filter}
          onShow={(replay: string) => show({ replay })}
        />
      )}
      {may('see-deliveries') && (
        <LazyDialog
          load={loadDeliveries}
          open={dialog?.is === 'deliveries'}
          onClose={close}
          shown={dialog?.is === 'deliveries' ? dialog.shown : null}
          onOpenRequest={onOpenRequest}
          onSendTest={sendTest}
        />
      )}
    </>
  );
}
