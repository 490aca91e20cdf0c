'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { countOf } from '#components/frame/count-words.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { Turning } from '#components/ui/turning.tsx';
import type { Change } from '#lib/diff/change.ts';
import type { BodyDiff, RequestDiff } from '#lib/diff/requests.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useInspection } from '../inspection.tsx';
import { ChangeList } from './change-list.tsx';
import { CompareWith } from './compare-with.tsx';
import { LineRuns } from './line-runs.tsx';
import { type Candidates, earlierThan } from './same-kind.ts';
import { useComparison } from './use-comparison.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  summary: CaptureSummary | null;
  /** The one to compare with; null for the one before it of the same kind. */
  other?: number | null;
};

/** What changed between two requests. */
export default function CompareDialog({ open, onClose, summary, other = null }: Props) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`What changed in request ${summary?.seq ?? ''}`}
      size="large"
    >
      {open && summary && <Compare key={summary.seq} summary={summary} other={other} />}
    </Dialog>
  );
}

function Compare({ summary, other }: { summary: CaptureSummary; other: number | null }) {
  const { candidates, trouble, again } = useCandidates(summary);
  const [chosen, setChosen] = useState<number | null>(other);
  const [ignoring, setIgnoring] = useState(true);
  const against = chosen ?? candidates?.sameKind ?? candidates?.earlier[0]?.seq ?? null;

  if (trouble)
    return (
      <Padded>
        <TroubleNote trouble={trouble} onRetry={again} />
      </Padded>
    );
  if (!candidates)
    return (
      <Padded>
        <Turning />
      </Padded>
    );
  if (against === null) {
    return (
      <Padded>
        <p className="font-medium">There is no earlier request to compare with.</p>
        <p className="mt-0.5 text-quiet">
          This is the first one the bin still keeps. Send another, and compare that.
        </p>
      </Padded>
    );
  }
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-end gap-x-5 gap-y-1 border-line border-b px-5 pb-2.5">
        <CompareWith candidates={candidates} value={against} onChange={setChosen} />
        <Checkbox label="Ignore ids, times and signatures" checked={ignoring} onChange={setIgnoring} />
      </div>
      <div className="px-5 pb-2 wide:min-h-0 wide:flex-1 wide:scrolls">
        <Outcome key={against} before={against} after={summary.seq} ignoring={ignoring} />
      </div>
    </>
  );
}

function Padded({ children }: { children: ReactNode }) {
  return <div className="px-5 py-2">{children}</div>;
}

function useCandidates(summary: CaptureSummary) {
  const { api } = useInspection();
  const [candidates, setCandidates] = useState<Candidates | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is what a retry changes.
  useEffect(() => {
    const leaving = new AbortController();
    setTrouble(null);
    earlierThan(api, summary, leaving.signal)
      .then(setCandidates)
      .catch((error) => isAbort(error) || setTrouble(troubleFrom(error)));
    return () => leaving.abort();
  }, [api, summary.seq, attempt]);
  return { candidates, trouble, again: () => setAttempt((count) => count + 1) };
}

type OutcomeProps = { before: number; after: number; ignoring: boolean };

function Outcome({ before, after, ignoring }: OutcomeProps) {
  const { state, load, cancel } = useComparison(before, after);
  if (state.is === 'failed')
    return (
      <div className="py-4">
        <TroubleNote trouble={state.trouble} onRetry={load} />
      </div>
    );
  if (state.is === 'waiting') {
    return (
      <div className="py-4">
        <p className="font-medium">The comparison was stopped.</p>
        <Button className="mt-3" onClick={load}>
          Compare
        </Button>
      </div>
    );
  }
  if (state.is === 'loading') {
    return (
      <div className="max-w-100 py-4">
        <Progress label="Comparing" done={0} of={0} />
        <Button className="mt-3" onClick={cancel}>
          Cancel
        </Button>
      </div>
    );
  }
  return <Diff diff={state.value.diff} ignoring={ignoring} before={before} />;
}

function Diff({ diff, ignoring, before }: { diff: RequestDiff; ignoring: boolean; before: number }) {
  const sections = [
    { title: 'Request line', changes: diff.line },
    { title: 'Query', changes: diff.query },
    { title: 'Headers', changes: diff.headers },
    ...('changes' in diff.body ? [{ title: 'Body', changes: diff.body.changes }] : []),
  ].map(({ title, changes }) => ({ title, ...parted(changes, ignoring) }));
  const shown = sections.filter(({ shown, hidden }) => shown.length + hidden > 0);
  const alike = shown.length === 0 && diff.body.kind === 'same';
  return (
    <>
      {alike && (
        <p className="py-4">
          <span className="font-medium">Nothing changed.</span>{' '}
          <span className="text-quiet">
            Method, path, headers and body are those of request {before}, byte for byte.
          </span>
        </p>
      )}
      {shown.map(({ title, shown, hidden }) => (
        <section key={title} aria-label={title} className="pt-4">
          <h3 className="pb-1 font-medium">
            {title} <span className="font-normal text-quiet text-small">{sumOf(shown.length, hidden)}</span>
          </h3>
          <ChangeList changes={shown} />
        </section>
      ))}
      {!alike && <BodyWords body={diff.body} />}
    </>
  );
}

function parted(changes: readonly Change[], ignoring: boolean) {
  const shown = ignoring ? changes.filter(({ volatile }) => !volatile) : changes;
  return { shown, hidden: changes.length - shown.length };
}

function sumOf(shown: number, hidden: number): string {
  const ignored = hidden > 0 ? `${hidden} ignored` : '';
  return [shown > 0 ? countOf(shown, 'change') : '', ignored].filter(Boolean).join(', ');
}

/** What is to be said of the bodies beside the list of changes. */
function BodyWords({ body }: { body: BodyDiff }) {
  if (body.kind === 'form') return null;
  if (body.kind === 'json') {
    return body.more ? <p className="py-2 text-quiet">There are more changes than are listed.</p> : null;
  }
  return (
    <section aria-label="Body" className="py-4">
      <h3 className="pb-1 font-medium">Body</h3>
      {body.kind === 'same' && <p className="text-quiet">The same, byte for byte.</p>}
      {body.kind === 'same-data' && (
        <p className="text-quiet">
          The same data in other bytes: white space, the order of members, or escapes.
        </p>
      )}
      {body.kind === 'bytes' && (
        <p className="text-quiet">
          The bytes differ from offset {body.at} on; {body.sizes[0]} bytes before, {body.sizes[1]} now.
        </p>
      )}
      {body.kind === 'text' && <LineRuns runs={body.runs} />}
    </section>
  );
}
