'use client';

import { Suspense } from 'react';
import { type Tab, Tabs } from '#components/ui/tabs.tsx';
import { Turning } from '#components/ui/turning.tsx';
import { attemptKey } from '#lib/attempts/attempt-key.ts';
import { queryFields, queryOf } from '#lib/http/target.ts';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { useBodyLabel } from '../body/use-body-label.ts';
import { useInspection } from '../inspection.tsx';
import { useShortcut } from '../use-shortcuts.ts';
import { AttemptsView, BodyView, HeaderTable, Overview, RawView, ReplyView } from './panels.ts';
import { ProblemCount } from './problem-list.tsx';
import { QueryTable } from './query-table.tsx';
import { replyLabel } from './reply-label.ts';
import { contentHere, useProblems } from './use-problems.ts';

/** The order of the keys 1 to 7. */
const tabIds = ['overview', 'headers', 'query', 'body', 'raw', 'reply', 'attempts'] as const;
export type TabId = (typeof tabIds)[number];

export function isTabId(name: string): name is TabId {
  return (tabIds as readonly string[]).includes(name);
}

type Props = {
  summary: CaptureSummary;
  capture: CaptureJson | null;
  /** The tab somebody chose; null while nobody has. */
  tab: TabId | null;
  onTab: (tab: TabId) => void;
  /** Somebody wants to answer the held request: that is where they write. */
  answering: boolean;
};

/** All that is in a capture. A tab that was chosen stays chosen from one capture to the next. */
export function DetailTabs({ summary, capture, tab, onTab, answering }: Props) {
  const { bodies } = useInspection();
  const query = queryOf(summary.target);
  const fields = query === null ? [] : queryFields(query);
  const usual = summary.body.size > 0 || summary.masked?.withheld ? 'body' : 'headers';
  const canComeAgain = attemptKey(summary) !== null;
  const isMissing = (tab === 'query' && fields.length === 0) || (tab === 'attempts' && !canComeAgain);
  const shown = tab === null || isMissing ? usual : tab;
  const label = useBodyLabel(summary, capture && bodies.peek(capture));
  const grave = useProblems(capture, capture && contentHere(bodies, capture)).problems.filter(
    ({ tone }) => tone !== 'quiet',
  );
  useShortcut('tab', (key: string) => onTab(tabIds[Number(key) - 1] ?? usual));

  const tabs: Tab<TabId>[] = [
    { id: 'overview', title: 'Overview', count: grave.length > 0 && <ProblemCount problems={grave} /> },
    { id: 'headers', title: 'Headers', count: capture?.headers.length },
    ...(fields.length > 0 ? [{ id: 'query' as const, title: 'Query', count: fields.length }] : []),
    { id: 'body', title: 'Body', count: label },
    { id: 'raw', title: 'Raw' },
    { id: 'reply', title: 'Reply', count: replyLabel(summary) },
    ...(canComeAgain ? [{ id: 'attempts' as const, title: 'Attempts' }] : []),
  ];
  return (
    <Tabs
      label="Parts of the request"
      tabs={tabs}
      value={shown}
      onChange={onTab}
      className="mt-3 flex flex-1 flex-col wide:min-h-0"
    >
      <Suspense fallback={<Loading />}>
        {shown === 'overview' && <Overview summary={summary} capture={capture} />}
        {shown === 'query' && <QueryTable fields={fields} />}
        {shown === 'attempts' && <AttemptsView summary={summary} />}
        {shown === 'reply' && <ReplyView summary={summary} capture={capture} answering={answering} />}
        {capture ? (
          <>
            {shown === 'headers' && <HeaderTable {...capture} />}
            {shown === 'body' && <BodyView capture={capture} />}
            {shown === 'raw' && <RawView capture={capture} />}
          </>
        ) : (
          !['overview', 'query', 'reply', 'attempts'].includes(shown) && <Loading />
        )}
      </Suspense>
    </Tabs>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Fetching the request" className="p-5">
      <Turning />
    </div>
  );
}
