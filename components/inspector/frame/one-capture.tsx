'use client';

import { Eye, FileText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useBinState } from '#components/bin/bin-store.ts';
import { binTitle } from '#components/bin/saved-bins.ts';
import { HomeLink } from '#components/frame/home-link.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import { ClosedBanner } from '../bar/banners.tsx';
import { ConnectionMark } from '../bar/connection-mark.tsx';
import { MaskedBanner } from '../bar/masked-banner.tsx';
import { connectionOf } from '../bar/status-bar.tsx';
import { useShortcutKeys } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import { useDeletion } from '../deletion/use-deletion.ts';
import { DetailPane } from '../detail/detail-pane.tsx';
import type { TabId } from '../detail/tab-ids.ts';
import { isOfLink } from '../feed/connection-state.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { useFeedValue } from '../feed/use-feed.ts';
import { useRememberBin } from '../opened/remember-bin.ts';
import { CaptureActionsContext } from '../opened/use-capture-actions.ts';
import { useOpenedRequest } from '../opened/use-opened-request.ts';
import { RequestDialogs } from './request-dialogs.tsx';
import { SendingDialogs } from './sending-dialogs.tsx';
import { useBinActions } from './use-bin-actions.ts';
import { documentTitle, oneCapture } from './words.ts';

const loadNoteDialog = () => import('../detail/note-dialog.tsx');

type Props = { feed: FeedStore; seq: number };

/** The page of a link to one request. */
export function OneCapture({ feed, seq }: Props) {
  const { bin, state: binState } = useInspection();
  const name = useBinState(binState, (now) => now.name);
  const reader = useOpenedRequest({ key: bin.key, firstSeq: seq, filter: '' });
  const actions = useBinActions(feed, feed, reader, seq, useDeletion(feed));
  const state = useFeedValue(feed, connectionOf);
  const closed = useFeedValue(feed, (now) => now.connection.closed);
  const isGone = useFeedValue(feed, (now) => now.rows.size === 0);
  const [tab, setTab] = useState<TabId | null>(null);
  const title = binTitle({ name, slug: bin.slug });

  useRememberBin(name, feed);
  useShortcutKeys(() => {});
  useEffect(() => {
    document.title = documentTitle.request(seq, title);
  }, [seq, title]);

  return (
    <CaptureActionsContext value={actions}>
      <div className="flex h-dvh flex-col overflow-hidden">
        <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-3.5">
          <HomeLink />
          <h1 className="min-w-0 truncate font-semibold">{title}</h1>
          <Chip icon={<FileText aria-hidden />}>{oneCapture.request(seq)}</Chip>
          {bin.role === 'viewer' && (
            <span className="hidden wide:block">
              <Chip icon={<Eye aria-hidden />}>{oneCapture.viewOnly}</Chip>
            </span>
          )}
          <span className="min-w-0 flex-1" />
          <span className="text-small">
            <ConnectionMark state={state} />
          </span>
        </header>
        <MaskedBanner />
        {closed && !isOfLink(closed) && <ClosedBanner why={closed} />}
        <main
          data-page
          className="@container mx-auto min-h-0 w-full max-w-240 flex-1 scrolls wide:overflow-hidden"
        >
          {isGone ? (
            <div className="p-5">
              <p className="font-medium">{oneCapture.gone(seq)}</p>
              <p className="mt-0.5 text-quiet">{oneCapture.goneHint}</p>
            </div>
          ) : (
            <DetailPane
              feed={feed}
              list={feed}
              seq={seq}
              tab={tab}
              onTab={setTab}
              onFollow={reader.follow}
              filter={null}
              onShow={() => {}}
            />
          )}
        </main>
      </div>
      <LazyDialog
        load={loadNoteDialog}
        open={actions.noted !== null}
        row={actions.noted}
        feed={feed}
        onClose={actions.closeNote}
      />
      <SendingDialogs sending={actions.sending} selected={seq} onOpenRequest={reader.choose} />
      <RequestDialogs requestDialog={actions.requestDialog.shown} onClose={actions.requestDialog.close} />
    </CaptureActionsContext>
  );
}
