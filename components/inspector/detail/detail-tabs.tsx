'use client';

import { Suspense, useMemo } from 'react';
import { useBodyLabel } from '#components/request/use-body-label.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { type Tab, Tabs } from '#components/ui/tabs.tsx';
import { attemptKey } from '#lib/attempts/same-delivery.ts';
import { fieldsOf } from '#lib/http/target.ts';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { useShortcut } from '../commands/use-shortcuts.ts';
import { useInspection } from '../context/inspection.tsx';
import {
  AttemptsView,
  BodyView,
  DeliveriesTab,
  HeaderTable,
  Overview,
  QueryTable,
  RawView,
  ResponseView,
  SignedProblemCount,
} from './lazy-tabs.ts';
import { ProblemCount } from './problem-count.tsx';
import { responseLabel } from './response-label.ts';
import { type TabId, tabIds } from './tab-ids.ts';
import { loadedContent, useProblems } from './use-problems.ts';
import { detailTabs as words } from './words.ts';

type Props = {
  summary: CaptureSummary;
  capture: CaptureJson | null;
  /** The selected tab; null before one is selected. */
  tab: TabId | null;
  onTab: (tab: TabId) => void;
  /** The viewer asked to respond to the held request: its form takes the focus. */
  isResponding: boolean;
};

/** The contents of a capture, in tabs. A selected tab stays selected from one capture to the next. */
export function DetailTabs({ summary, capture, tab, onTab, isResponding }: Props) {
  const { bodies, may } = useInspection();
  const fields = useMemo(() => fieldsOf(summary.target), [summary.target]);
  const hasAttempts = attemptKey(summary) !== null;
  const hasDeliveries = may('see-deliveries');
  const isMissing =
    (tab === 'query' && fields.length === 0) ||
    (tab === 'attempts' && !hasAttempts) ||
    (tab === 'deliveries' && !hasDeliveries);
  const shown = tab === null || isMissing ? 'overview' : tab;
  const label = useBodyLabel(summary, capture && bodies.peek(capture));
  const tones = useProblems(capture, capture && loadedContent(bodies, capture))
    .problems.map(({ tone }) => tone)
    .filter((tone) => tone !== 'quiet');
  useShortcut('tab', (key: string) => onTab(tabIds[Number(key) - 1] ?? 'overview'));

  const tabs: Tab<TabId>[] = [
    {
      id: 'overview',
      title: words.overview,
      count:
        capture && summary.provider ? (
          <Suspense fallback={<ProblemCount tones={tones} />}>
            <SignedProblemCount summary={summary} capture={capture} tones={tones} />
          </Suspense>
        ) : (
          <ProblemCount tones={tones} />
        ),
    },
    { id: 'headers', title: words.headers, count: capture?.headers.length },
    ...(fields.length > 0 ? [{ id: 'query' as const, title: words.query, count: fields.length }] : []),
    { id: 'body', title: words.body, count: label },
    { id: 'raw', title: words.raw },
    { id: 'reply', title: words.response, count: responseLabel(summary) },
    ...(hasAttempts ? [{ id: 'attempts' as const, title: words.attempts }] : []),
    ...(hasDeliveries ? [{ id: 'deliveries' as const, title: words.deliveries }] : []),
  ];
  return (
    <Tabs
      label={words.label}
      tabs={tabs}
      value={shown}
      onChange={onTab}
      className="mt-3 flex flex-1 flex-col wide:min-h-0"
    >
      <Suspense fallback={<Loading />}>
        {shown === 'overview' && <Overview summary={summary} capture={capture} />}
        {shown === 'query' && <QueryTable fields={fields} />}
        {shown === 'attempts' && <AttemptsView summary={summary} />}
        {shown === 'deliveries' && <DeliveriesTab key={summary.seq} seq={summary.seq} />}
        {shown === 'reply' && (
          <ResponseView summary={summary} capture={capture} isResponding={isResponding} />
        )}
        {capture ? (
          <>
            {shown === 'headers' && <HeaderTable {...capture} />}
            {shown === 'body' && <BodyView capture={capture} />}
            {shown === 'raw' && <RawView capture={capture} />}
          </>
        ) : (
          !['overview', 'query', 'reply', 'attempts', 'deliveries'].includes(shown) && <Loading />
        )}
      </Suspense>
    </Tabs>
  );
}

function Loading() {
  return (
    <div role="status" aria-label={words.loading} className="p-5">
      <Spinner />
    </div>
  );
}
