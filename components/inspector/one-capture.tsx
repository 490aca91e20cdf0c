'use client';

import { Eye, FileText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useBinState } from '#components/bin/bin-store.ts';
import { binTitle } from '#components/bin/known-bins.ts';
import { LogoMark } from '#components/frame/logo.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { LazyWindow } from '#components/ui/lazy-window.tsx';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { ClosedBanner } from './bar/banners.tsx';
import { ConnectionMark } from './bar/connection-mark.tsx';
import { connectionOf } from './bar/status-bar.tsx';
import { DetailPane } from './detail/detail-pane.tsx';
import type { TabId } from './detail/detail-tabs.tsx';
import { CaptureActionsContext } from './detail/use-capture-actions.ts';
import { useInspection } from './inspection.tsx';
import { MaskedBanner } from './masked-banner.tsx';
import { StudyWindows } from './study-windows.tsx';
import { useActions } from './use-actions.ts';
import { useFeed, useFeedValue } from './use-feed.ts';
import { useReading } from './use-reading.ts';
import { useRemembered } from './use-remembered.ts';
import { useShortcutKeys } from './use-shortcuts.ts';

const loadNoteDialog = () => import('./detail/note-dialog.tsx');

type Props = { firstPage: CapturePage; seq: number };

/** The page of a link to one request: that request, and no way to others. */
export function OneCapture({ firstPage, seq }: Props) {
  const { api, bin, state: binState } = useInspection();
  const { feed } = useFeed(bin.key, api, firstPage, binState);
  const name = useBinState(binState, (now) => now.name);
  const reader = useReading(feed, { key: bin.key, firstSeq: seq, filter: '' });
  const actions = useActions(feed, feed, reader, seq);
  const state = useFeedValue(feed, connectionOf);
  const closed = useFeedValue(feed, (now) => now.connection.closed);
  const isGone = useFeedValue(feed, (now) => now.rows.size === 0);
  const [tab, setTab] = useState<TabId | null>(null);
  const title = binTitle({ name, slug: bin.slug });

  useRemembered(name, feed);
  useShortcutKeys();
  useEffect(() => {
    document.title = `#${seq} · ${title}`;
  }, [seq, title]);

  return (
    <CaptureActionsContext value={actions}>
      <div className="flex h-dvh flex-col overflow-hidden">
        <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-3.5">
          <a
            href="/"
            aria-label="Wirebin: all my bins"
            className="flex shrink-0 items-center gap-1.5 rounded-control text-accent max-wide:-ml-2 max-wide:w-9 max-wide:justify-center touch:h-9"
          >
            <LogoMark className="size-5" />
            <span className="hidden font-semibold text-name tracking-[-0.01em] wide:block">wirebin</span>
          </a>
          <h1 className="min-w-0 truncate font-semibold">{title}</h1>
          <Chip icon={<FileText aria-hidden />}>request #{seq}</Chip>
          {bin.role === 'viewer' && (
            <span className="hidden wide:block">
              <Chip icon={<Eye aria-hidden />}>view only</Chip>
            </span>
          )}
          <span className="min-w-0 flex-1" />
          <span className="text-small">
            <ConnectionMark state={state} />
          </span>
        </header>
        <MaskedBanner />
        {closed && <ClosedBanner why={closed} />}
        <main
          data-page
          className="@container mx-auto min-h-0 w-full max-w-240 flex-1 scrolls wide:overflow-hidden"
        >
          {isGone ? (
            <div className="p-5">
              <p className="font-medium">Request {seq} is not here any more.</p>
              <p className="mt-0.5 text-quiet">
                This link opened that one request, and somebody deleted it. Ask the owner of the bin for
                another.
              </p>
            </div>
          ) : (
            <DetailPane feed={feed} list={feed} seq={seq} tab={tab} onTab={setTab} onFollow={reader.follow} />
          )}
        </main>
      </div>
      <LazyWindow
        load={loadNoteDialog}
        open={actions.noted !== null}
        row={actions.noted}
        feed={feed}
        onClose={actions.closeNote}
      />
      <StudyWindows study={actions.study.study} onClose={actions.study.close} />
    </CaptureActionsContext>
  );
}
