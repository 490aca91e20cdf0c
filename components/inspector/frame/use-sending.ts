'use client';

import { useCallback, useMemo, useState } from 'react';
import { noticeTrouble, showNotice } from '#components/ui/notices.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import type { ShownDeliveries } from '../deliveries/deliveries-dialog.tsx';
import { filtersOf } from '../selection/selection.ts';
import type { SendRequest } from '../send/send-dialog.tsx';
import { sending as words } from './words.ts';

/** A dialog about sending. */
export type SendingDialog =
  | { readonly is: 'send'; readonly request: SendRequest }
  | { readonly is: 'bulk'; readonly filter: string }
  | { readonly is: 'deliveries'; readonly shown: ShownDeliveries };

/** Sending from the inspector: replaying, the Send window, bulk replays and the deliveries; with their shortcuts. */
export function useSending(picked: ReadonlySet<number>, selected: number | null) {
  const inspection = useInspection();
  const { may } = inspection;
  const [dialog, setDialog] = useState<SendingDialog | null>(null);
  const canReplay = may('replay');
  const canSend = may('send');
  const canSee = may('see-deliveries');

  const actions = useMemo(() => {
    const open = (seq: number, purpose: 'editing' | 'replaying') =>
      setDialog({ is: 'send', request: { is: 'capture', seq, for: purpose } });
    const show = (shown: ShownDeliveries) => setDialog({ is: 'deliveries', shown });
    return {
      replay: async ({ seq }: Pick<CaptureSummary, 'seq'>): Promise<void> => {
        try {
          const { replayAtOnce } = await import('../send/replay-at-once.ts');
          const onShow = canSee ? (delivery: string) => show({ delivery }) : null;
          if ((await replayAtOnce(inspection, seq, onShow)) === 'ask') open(seq, 'replaying');
        } catch (error) {
          noticeTrouble(words.failed, error);
        }
      },
      edit: ({ seq }: Pick<CaptureSummary, 'seq'>) => open(seq, 'editing'),
      sendTest: () => setDialog({ is: 'send', request: { is: 'sample' } }),
      paste: () => setDialog({ is: 'send', request: { is: 'paste' } }),
      replayMatching: (filter: string) => setDialog({ is: 'bulk', filter }),
      show,
    };
  }, [inspection, canSee]);

  const filters = useMemo(() => filtersOf(picked), [picked]);
  const replayPicked = () => {
    if (filters.length === 1) actions.replayMatching(filters[0]!);
    else showNotice({ tone: 'bad', words: words.tooScattered });
  };
  useShortcut(
    'replay',
    (canSend && picked.size > 0) || (canReplay && selected !== null)
      ? () =>
          canSend && picked.size > 0 ? replayPicked() : selected !== null && actions.replay({ seq: selected })
      : null,
  );
  useShortcut('edit-and-send', canReplay && selected !== null ? () => actions.edit({ seq: selected }) : null);
  useShortcut('send-test', canSend ? actions.sendTest : null);
  useShortcut('deliveries', canSee ? () => actions.show(null) : null);

  return { ...actions, replayPicked, dialog, close: useCallback(() => setDialog(null), []) };
}
