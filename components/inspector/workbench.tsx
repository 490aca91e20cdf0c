'use client';

import { Suspense, useEffect, useRef, useState } from 'react';
import { useBinState } from '#components/bin/bin-store.ts';
import { binTitle } from '#components/bin/known-bins.ts';
import { themes, useTheme } from '#components/frame/use-theme.ts';
import { classNames } from '#components/ui/class-names.ts';
import { fetched } from '#components/ui/fetched.ts';
import { useCopied } from '#components/ui/use-copied.ts';
import { narrowScreen } from '#components/ui/use-media.ts';
import type { CapturePage } from '#lib/model/capture-json.ts';
import { ClosedBanner, FrozenBanner } from './bar/banners.tsx';
import { AwayButton, connectionOf, RefusedCount, StatusBar } from './bar/status-bar.tsx';
import { TopBar } from './bar/top-bar.tsx';
import { rowAt } from './capture-rows.ts';
import { DetailSection } from './detail/detail-section.tsx';
import { preloadPanels } from './detail/panels.ts';
import { CaptureActionsContext } from './detail/use-capture-actions.ts';
import { EmptyBin } from './empty-bin.tsx';
import { type Feed, listed, unseen } from './feed.ts';
import { FilterBox } from './filter/filter-box.tsx';
import { FilterByContext, useFilterBy } from './filter/filter-by.ts';
import { useFilter } from './filter/use-filter.ts';
import { useInspection } from './inspection.tsx';
import { CaptureList } from './list/capture-list.tsx';
import { ListDivider } from './list/list-divider.tsx';
import { MaskedBanner } from './masked-banner.tsx';
import { useTimelineChoice } from './timeline/use-timeline-choice.ts';
import { useActions } from './use-actions.ts';
import { useArrivals } from './use-arrivals.ts';
import { useFeed, useFeedValue } from './use-feed.ts';
import { focusOn, useMoves } from './use-moves.ts';
import { useNotify } from './use-notify.ts';
import { usePause } from './use-pause.ts';
import { useReading } from './use-reading.ts';
import { useRemembered } from './use-remembered.ts';
import { useShortcut, useShortcutKeys } from './use-shortcuts.ts';
import { useTestRequest } from './use-test-request.ts';
import { type WindowName, Windows } from './windows.tsx';

const Timeline = fetched(() => import('./timeline/timeline.tsx'));

type Props = {
  firstPage: CapturePage;
  firstSeq: number | null;
  firstFilter: string;
};

/** Everything on the page of a bin: bars, list, detail, and the windows over them. */
export function Workbench({ firstPage, firstSeq, firstFilter }: Props) {
  const { api, bin, state, may } = useInspection();
  const { feed, present } = useFeed(bin.key, api, firstPage, state);
  const filter = useFilter(feed, firstFilter);
  const source = filter.found ?? feed;
  const pause = usePause(source);
  const list = pause.shown;
  const news = useFeedValue(source, unseen);
  const reader = useReading(list, { key: bin.key, firstSeq, filter: filter.applied });
  const newest = useFeedValue(list, (state) => rowAt(state.rows, 0)?.seq ?? null);
  const count = useFeedValue(feed, listed);
  const connection = useFeedValue(feed, connectionOf);
  const closed = useFeedValue(feed, (state) => state.connection.closed);
  const name = useBinState(state, ({ name }) => name);
  const [timeline, setTimeline] = useTimelineChoice();
  const [counted, setCounted] = useState<number | null>(null);
  const [exported, setExported] = useState('');
  const [open, setOpen] = useState<WindowName | null>(null);

  const steady = useSteady(newest, useFeedValue(list, hasLooked));
  const selected = reader.reading.seq ?? steady;
  const isFollowing = reader.reading.seq === null;
  const actions = useActions(feed, list, reader, selected);
  const moves = useMoves(list, reader, selected, actions.selection);
  const test = useTestRequest();
  const title = binTitle({ name, slug: bin.slug });

  useRemembered(name, feed);
  useEffect(preloadPanels, []);
  useArrivals(feed, source, isFollowing && !pause.isPaused, title);
  const notify = useNotify(source, title);
  useShortcutKeys();
  useShortcut('help', () => setOpen('help'));
  useShortcut('palette', () => setOpen('palette'));
  useShortcut('pause', pause.toggle);
  useShortcut('share', may('make-links') ? () => setOpen('share') : null);
  useShortcut('export', () => openExport(filter.applied));
  const visit = (page: string) => location.assign(`/i/${bin.key}/${page}`);
  useShortcut('replies', may('change-settings') ? () => visit('replies') : null);
  useShortcut('report', () => visit('report'));
  useShortcut('settings', () => visit('settings'));

  const openExport = (wanted: string) => {
    setExported(wanted);
    setOpen('export');
  };
  const filterBy = useFilterBy(filter, () => matchMedia(narrowScreen).matches && reader.close());
  const goTo = (seq: number) => {
    reader.choose(seq);
    reader.open();
  };
  const [, setTheme] = useTheme();
  const { copy: copyUrl } = useCopied('Capture URL');
  const command = (label: string, act: () => void) => ({ value: label, label, act });
  const commands = [
    command('Send a test request', test.send),
    command('Copy the capture URL', () => copyUrl(bin.captureUrl)),
    ...(may('import') ? [command('Import requests', () => setOpen('import'))] : []),
    ...(may('change-settings') ? [command('Rename this bin', () => setOpen('rename'))] : []),
    command(notify.wanted ? 'Stop notifications' : 'Notify me while this page is hidden', notify.toggle),
    command('Show or hide the timeline', () => setTimeline(timeline === 'hidden' ? 'status' : 'hidden')),
    command('Timeline by method', () => setTimeline('method')),
    command('Timeline by status', () => setTimeline('status')),
    ...themes.map((theme) => command(`Theme: ${theme}`, () => setTheme(theme))),
    ...(filter.text === '' ? [] : [command('Clear the filter', () => filter.apply(''))]),
    command('All my bins', () => location.assign('/')),
    command('New bin', () => location.assign('/?new')),
    command('Errors, explained', () => location.assign('/docs/errors')),
    ...(may('delete-captures') ? [command('Delete all requests', actions.clear)] : []),
    ...(may('delete-bin') ? [command('Delete this bin', actions.deleteBin)] : []),
  ];

  const isDetail = reader.reading.screen === 'detail' && selected !== null;
  return (
    <FilterByContext value={filterBy}>
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
              onExport={() => openExport(filter.applied)}
              onImport={() => setOpen('import')}
              onHelp={() => setOpen('help')}
              onClear={actions.clear}
              onDeleteBin={actions.deleteBin}
            />
          </div>
          <MaskedBanner />
          {closed ? <ClosedBanner why={closed} /> : <FrozenBanner />}
          {selected === null && count === 0 && filter.text === '' ? (
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
                <RefusedCount
                  feed={feed}
                  className="shrink-0 border-line border-b bg-careful-tint px-3.5 py-2 tabular-nums wide:hidden"
                />
                <FilterBox feed={feed} filter={filter} onLeave={focusOnList} />
                {timeline !== 'hidden' && count > 0 && (
                  <Suspense fallback={<div className="h-19.5 shrink-0 border-line border-b touch:h-23.5" />}>
                    <Timeline
                      all={feed}
                      list={list}
                      filter={filter}
                      by={timeline}
                      onChoose={setTimeline}
                      onCounted={setCounted}
                    />
                  </Suspense>
                )}
                <CaptureList
                  counted={counted}
                  selection={actions.selection}
                  news={news}
                  pause={pause}
                  notify={notify}
                  timeline={{
                    shown: timeline !== 'hidden',
                    toggle: () => setTimeline(timeline === 'hidden' ? 'status' : 'hidden'),
                  }}
                  onCompare={actions.study.comparePicked}
                  onTypes={actions.study.typesOfPicked}
                  onExport={openExport}
                  feed={list}
                  all={feed}
                  filter={filter}
                  reader={reader}
                  selected={selected}
                />
              </section>
              <ListDivider />
              {selected !== null && (
                <DetailSection
                  feed={feed}
                  list={list}
                  reader={reader}
                  selected={selected}
                  moves={moves}
                  news={reader.reading.seq === null && !pause.isPaused ? 0 : news}
                  onNewest={() => {
                    pause.resume();
                    reader.follow();
                  }}
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
          feed={feed}
          palette={{ actions: commands, onGoTo: goTo, onFilter: (text) => filter.apply(`${text} `) }}
          exported={exported}
          onClose={() => setOpen(null)}
          name={name}
          onRenamed={state.refresh}
          actions={actions}
        />
      </CaptureActionsContext>
    </FilterByContext>
  );
}

/** While a search has looked at nothing yet, what was shown stays. */
const hasLooked = ({ floor, head }: Feed) => floor <= Math.max(head, 1);

function useSteady<T>(value: T, settled: boolean): T {
  const last = useRef(value);
  if (settled) last.current = value;
  return last.current;
}

const focusOnList = () => focusOn('[data-list]');
