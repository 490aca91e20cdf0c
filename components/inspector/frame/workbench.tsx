'use client';

import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useBinState } from '#components/bin/bin-store.ts';
import { binTitle } from '#components/bin/saved-bins.ts';
import { useTestRequest } from '#components/bin/use-test-request.ts';
import { themes, useTheme } from '#components/frame/use-theme.ts';
import { FilterByContext } from '#components/request/filter-by.ts';
import { classNames } from '#components/ui/class-names.ts';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { useCopyToClipboard } from '#components/ui/use-copy-to-clipboard.ts';
import { narrowScreen } from '#components/ui/use-media.ts';
import { useThrottled } from '#components/ui/use-throttled.ts';
import { ClosedBanner, FrozenBanner } from '../bar/banners.tsx';
import { MaskedBanner } from '../bar/masked-banner.tsx';
import { ReceivedWhileAway } from '../bar/received-while-away.tsx';
import { connectionOf, RejectedCount, StatusBar } from '../bar/status-bar.tsx';
import { TopBar } from '../bar/top-bar.tsx';
import { useShortcut, useShortcutKeys } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import { useDeletion } from '../deletion/use-deletion.ts';
import { DetailSection } from '../detail/detail-section.tsx';
import { preloadTabs } from '../detail/lazy-tabs.ts';
import { rowAt } from '../feed/capture-rows.ts';
import { isOfLink, listState } from '../feed/connection-state.ts';
import { countListed, countUnseen } from '../feed/feed.ts';
import type { Feed } from '../feed/feed-state.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import { useFeedValue, useFeedWithout } from '../feed/use-feed.ts';
import { useGrouping } from '../feed/use-grouping.ts';
import { usePause } from '../feed/use-pause.ts';
import { FilterBox } from '../filter/filter-box.tsx';
import { useFilterBy } from '../filter/filter-by.ts';
import { recentFilters } from '../filter/recent-filters.ts';
import { useFilter } from '../filter/use-filter.ts';
import { CaptureList } from '../list/capture-list.tsx';
import { ListDivider } from '../list/list-width.tsx';
import { useRememberBin } from '../opened/remember-bin.ts';
import { CaptureActionsContext } from '../opened/use-capture-actions.ts';
import { type OpenedRequestControl, useOpenedRequest } from '../opened/use-opened-request.ts';
import { useTimelineDivision } from '../timeline/use-timeline-division.ts';
import { useAnnounceArrivals } from './announce-arrivals.ts';
import { EmptyBin } from './empty-bin.tsx';
import { type DialogName, InspectorDialogs } from './inspector-dialogs.tsx';
import { useBinActions } from './use-bin-actions.ts';
import { focusOn, useListNavigation } from './use-list-navigation.ts';
import { useNotify } from './use-notify.ts';
import { commandTitles, workbench } from './words.ts';

const ForwardingBanner = lazyComponent(() => import('../bar/forwarding-banner.tsx'));
const Timeline = lazyComponent(() => import('../timeline/timeline.tsx'));

type Props = {
  feed: FeedStore;
  /** How many pages show the bin. */
  present: number;
  firstSeq: number | null;
  firstFilter: string;
};

/** The page of a bin: bars, list, detail and dialogs. */
export function Workbench({ feed, present, firstSeq, firstFilter }: Props) {
  const { bin, state, may } = useInspection();
  const filter = useFilter(feed, firstFilter);
  const deletion = useDeletion(feed);
  const source = useFeedWithout(filter.found ?? feed, deletion.hidden);
  const pause = usePause(source);
  const list = pause.shown;
  const news = useFeedValue(source, countUnseen);
  const reader = useReader(pause.resume, { key: bin.key, firstSeq, filter: filter.applied });
  const newest = useFeedValue(list, (state) => rowAt(state.rows, 0)?.seq ?? null);
  const count = useFeedValue(feed, countListed);
  const connection = useFeedValue(feed, connectionOf);
  const closed = useFeedValue(feed, (state) => state.connection.closed);
  const shown = listState(connection, pause.isPaused);
  const wasLive = useLastSettled(connection === 'live', connection === 'live');
  const name = useBinState(state, ({ name }) => name);
  const [timeline, setTimeline] = useTimelineDivision();
  const [counted, setCounted] = useState<number | null>(null);
  const [exported, setExported] = useState('');
  const [open, setOpen] = useState<DialogName | null>(null);
  const [sharedPlace, setSharedPlace] = useState<string | null>(null);

  const steady = useLastSettled(newest, useFeedValue(list, hasLooked));
  // Nobody can act on a request before it is in sight.
  const followed = useThrottled(steady, followPause);
  const selected = reader.reading.seq ?? followed;
  const isFollowing = reader.reading.seq === null && !pause.isPaused;
  const holdSelected = () => reader.hold(selected);
  const actions = useBinActions(feed, list, reader, selected, deletion);
  const grouping = useGrouping();
  const moves = useListNavigation(feed, list, reader, selected, actions.selection, grouping, filter);
  const test = useTestRequest(bin.slug);
  const title = binTitle({ name, slug: bin.slug });

  useRememberBin(name, feed);
  useEffect(preloadTabs, []);
  useAnnounceArrivals(feed, source, isFollowing ? selected : null, title);
  const notify = useNotify(source, title);
  useShortcutKeys(holdSelected);
  const openPalette = () => {
    holdSelected();
    setOpen('palette');
  };
  const share = () => {
    holdSelected();
    setSharedPlace(null);
    setOpen('share');
  };
  const sharePlace = useCallback((place: string) => {
    setSharedPlace(place);
    setOpen('share');
  }, []);
  const togglePause = () => {
    holdSelected();
    pause.toggle();
  };
  useShortcut('help', () => setOpen('help'));
  useShortcut('palette', openPalette);
  useShortcut('pause', togglePause);
  useShortcut('share', may('make-links') ? share : null);
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
  const { copy: copyUrl } = useCopyToClipboard(commandTitles.captureUrl);
  const command = (label: string, act: () => void) => ({ value: label, label, act });
  const commands = [
    command(commandTitles.test, test.send),
    ...(may('send')
      ? [
          command(commandTitles.paste, actions.sending.paste),
          command(commandTitles.replayMatching, () => actions.sending.replayMatching(filter.applied)),
        ]
      : []),
    command(commandTitles.copyUrl, () => copyUrl(bin.captureUrl)),
    ...(may('see-deliveries') ? [command(commandTitles.forwarding, () => visit('forwarding'))] : []),
    ...(may('import') ? [command(commandTitles.import, () => setOpen('import'))] : []),
    ...(may('change-settings') ? [command(commandTitles.rename, () => setOpen('rename'))] : []),
    command(notify.wanted ? commandTitles.stopNotifying : commandTitles.notify, notify.toggle),
    command(commandTitles.toggleTimeline, () => setTimeline(timeline === 'hidden' ? 'status' : 'hidden')),
    command(commandTitles.timelineByMethod, () => setTimeline('method')),
    command(commandTitles.timelineByStatus, () => setTimeline('status')),
    ...themes.map((theme) => command(commandTitles.theme[theme], () => setTheme(theme))),
    command(commandTitles.allBins, () => location.assign('/')),
    command(commandTitles.newBin, () => location.assign('/?new')),
    command(commandTitles.docs, () => location.assign('/docs')),
    ...(may('delete-captures') ? [command(commandTitles.deleteAll, actions.clear)] : []),
    ...(may('delete-bin') ? [command(commandTitles.deleteBin, actions.deleteBin)] : []),
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
              state={shown}
              present={present}
              onShare={share}
              onTest={test.send}
              onSendTest={actions.sending.sendTest}
              onDeliveries={() => actions.sending.show(null)}
              onReplay={() => actions.sending.replayMatching(filter.applied)}
              onRename={() => setOpen('rename')}
              onExport={() => openExport(filter.applied)}
              onImport={() => setOpen('import')}
              onHelp={() => setOpen('help')}
              onClear={actions.clear}
              onDeleteBin={actions.deleteBin}
            />
          </div>
          <MaskedBanner />
          {closed && !isOfLink(closed) ? <ClosedBanner why={closed} /> : <FrozenBanner />}
          {wasLive && !closed && may('see-deliveries') && (
            <Suspense>
              <ForwardingBanner />
            </Suspense>
          )}
          {selected === null && count === 0 && filter.text === '' ? (
            <main className="flex min-h-0 flex-1 scrolls">
              <h1 className="sr-only">{title}</h1>
              <EmptyBin
                connected={connection === 'live'}
                busy={test.busy}
                onTest={test.send}
                onSample={may('send') ? actions.sending.sendTest : null}
              />
            </main>
          ) : (
            <main className="flex min-h-0 flex-1">
              <h1 className="sr-only">{title}</h1>
              <section
                aria-label={workbench.requests}
                className={classNames(
                  'w-full min-w-0 flex-col wide:flex wide:w-[clamp(300px,var(--list-width,var(--usual-list-width)),calc(100vw-420px))] wide:shrink-0',
                  isDetail ? 'hidden' : 'flex',
                )}
              >
                <ReceivedWhileAway
                  feed={feed}
                  onAway={moves.toFirstAway}
                  className="min-h-9 shrink-0 border-line border-b bg-accent-tint px-3.5 text-left wide:hidden"
                />
                <RejectedCount
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
                  grouping={grouping}
                  pause={{ isPaused: pause.isPaused, toggle: togglePause }}
                  notify={notify}
                  timeline={{
                    shown: timeline !== 'hidden',
                    toggle: () => setTimeline(timeline === 'hidden' ? 'status' : 'hidden'),
                  }}
                  onCompare={actions.requestDialog.comparePicked}
                  onTypes={actions.requestDialog.typesOfPicked}
                  onExport={openExport}
                  onReplay={actions.sending.replayPicked}
                  feed={list}
                  all={feed}
                  filter={filter}
                  reader={reader}
                  selected={selected}
                  isFollowing={isFollowing}
                />
              </section>
              <ListDivider />
              {selected !== null && (
                <DetailSection
                  feed={feed}
                  list={list}
                  filter={filter}
                  reader={reader}
                  selected={selected}
                  moves={moves}
                  news={isFollowing ? 0 : news}
                  onNewest={reader.follow}
                  onShare={sharePlace}
                  className={classNames('wide:flex', isDetail ? 'flex' : 'hidden')}
                />
              )}
            </main>
          )}
          <StatusBar feed={feed} state={shown} onAway={moves.toFirstAway} onHelp={() => setOpen('help')} />
        </div>
        <InspectorDialogs
          open={open}
          seq={selected}
          sharedPlace={sharedPlace}
          present={present}
          feed={feed}
          palette={{
            actions: commands,
            recentFilters,
            onGoTo: goTo,
            onFilter: (text) => filter.apply(`${text} `),
          }}
          exported={exported}
          onClose={() => setOpen(null)}
          name={name}
          onRenamed={state.refresh}
          actions={actions}
          onOpenRequest={goTo}
        />
      </CaptureActionsContext>
    </FilterByContext>
  );
}

/** The shortest time between two requests that are followed, milliseconds. */
const followPause = 150;

/** The open request. Following it resumes a paused list. */
function useReader(resume: () => void, start: Parameters<typeof useOpenedRequest>[0]): OpenedRequestControl {
  const reader = useOpenedRequest(start);
  const { follow } = reader;
  const followLive = useCallback(() => {
    resume();
    follow();
  }, [resume, follow]);
  return { ...reader, follow: followLive };
}

/** Whether a search has looked at any row yet; until then the previous request stays open. */
const hasLooked = ({ floor, head }: Feed) => floor <= Math.max(head, 1);

function useLastSettled<T>(value: T, settled: boolean): T {
  const last = useRef(value);
  if (settled) last.current = value;
  return last.current;
}

const focusOnList = () => focusOn('[data-list]');
