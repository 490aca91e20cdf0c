'use client';

import { useState } from 'react';
import { binTitle } from '#components/bin/known-bins.ts';
import { classNames } from '#components/ui/class-names.ts';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { closedWords } from './bar/connection-mark.tsx';
import { AwayButton, connectionOf, StatusBar } from './bar/status-bar.tsx';
import { TopBar } from './bar/top-bar.tsx';
import { rowAt } from './capture-rows.ts';
import { DetailSection } from './detail/detail-section.tsx';
import { CaptureActionsContext } from './detail/use-capture-actions.ts';
import { EmptyBin } from './empty-bin.tsx';
import { listed } from './feed.ts';
import { useInspection } from './inspection.tsx';
import { CaptureList } from './list/capture-list.tsx';
import { ListDivider } from './list/list-divider.tsx';
import { MaskedBanner } from './masked-banner.tsx';
import { useActions } from './use-actions.ts';
import { useArrivals } from './use-arrivals.ts';
import { useFeed, useFeedValue } from './use-feed.ts';
import { useMoves } from './use-moves.ts';
import { useReading } from './use-reading.ts';
import { useRemembered } from './use-remembered.ts';
import { useShortcut, useShortcutKeys } from './use-shortcuts.ts';
import { useTestRequest } from './use-test-request.ts';
import { type WindowName, Windows } from './windows.tsx';

type Props = { name: string | null; firstPage: CapturePage; firstSeq: number | null };

/** Everything on the page of a bin: bars, list, detail, and the windows over them. */
export function Workbench({ name: firstName, firstPage, firstSeq }: Props) {
  const { api, bin } = useInspection();
  const { feed, present } = useFeed(bin.key, api, firstPage);
  const reader = useReading(feed, bin.key, firstSeq);
  const newest = useFeedValue(feed, (state) => rowAt(state.rows, 0)?.seq ?? null);
  const count = useFeedValue(feed, listed);
  const connection = useFeedValue(feed, connectionOf);
  const closed = useFeedValue(feed, (state) => state.connection.closed);
  const [name, setName] = useState(firstName);
  const [open, setOpen] = useState<WindowName | null>(null);

  const selected = reader.reading.seq ?? newest;
  const isFollowing = reader.reading.seq === null;
  const moves = useMoves(feed, reader, selected);
  const actions = useActions(feed, reader, selected);
  const test = useTestRequest();
  const title = binTitle({ name, slug: bin.slug });

  useRemembered(name);
  useArrivals(feed, isFollowing, title);
  useShortcutKeys();
  useShortcut('help', () => setOpen('help'));

  const isDetail = reader.reading.screen === 'detail' && selected !== null;
  return (
    <CaptureActionsContext value={actions}>
      <div className="flex h-dvh flex-col overflow-hidden">
        <div className={classNames(isDetail && 'hidden wide:block')}>
          <TopBar
            title={title}
            feed={feed}
            present={present}
            onShare={() => setOpen('share')}
            onTest={test.send}
            onRename={() => setOpen('rename')}
            onExport={() => setOpen('export')}
            onImport={() => setOpen('import')}
            onHelp={() => setOpen('help')}
            onClear={actions.clear}
            onDeleteBin={actions.deleteBin}
          />
        </div>
        <MaskedBanner />
        {closed && (
          <p role="alert" className="shrink-0 border-line border-b bg-bad-tint px-4 py-2 text-bad">
            {closedWords[closed]}
          </p>
        )}
        {selected === null && count === 0 ? (
          <main className="flex min-h-0 flex-1 scrolls">
            <h1 className="sr-only">{title}</h1>
            <EmptyBin connected={connection === 'live'} busy={test.busy} onTest={test.send} />
          </main>
        ) : (
          <main className="flex min-h-0 flex-1">
            <h1 className="sr-only">{title}</h1>
            <section
              aria-label="Requests"
              className={classNames(
                'w-full min-w-0 flex-col wide:flex wide:w-[clamp(300px,var(--list-width,520px),calc(100vw-420px))] wide:shrink-0',
                isDetail ? 'hidden' : 'flex',
              )}
            >
              <AwayButton
                feed={feed}
                onAway={moves.toFirstAway}
                className="min-h-9 shrink-0 border-line border-b bg-accent-tint px-3.5 text-left wide:hidden"
              />
              <CaptureList feed={feed} reader={reader} selected={selected} />
            </section>
            <ListDivider />
            {selected !== null && (
              <DetailSection
                feed={feed}
                reader={reader}
                selected={selected}
                moves={moves}
                className={classNames('wide:flex', isDetail ? 'flex' : 'hidden')}
              />
            )}
          </main>
        )}
        <StatusBar feed={feed} onAway={moves.toFirstAway} onHelp={() => setOpen('help')} />
      </div>
      <Windows
        open={open}
        seq={selected}
        onClose={() => setOpen(null)}
        name={name}
        onRenamed={setName}
        actions={actions}
      />
    </CaptureActionsContext>
  );
}
