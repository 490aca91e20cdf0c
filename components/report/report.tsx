'use client';

import { ArrowLeft, CircleCheck, CircleX, Download, Minus, Search, TriangleAlert } from 'lucide-react';
import { type FormEvent, useCallback, useState } from 'react';
import { callJson } from '#components/api/call.ts';
import { countOf, countWords } from '#components/frame/count-words.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { momentWords } from '#components/frame/time-words.ts';
import { AttemptList } from '#components/inspector/attempts/attempt-list.tsx';
import { saveFile } from '#components/inspector/body/save-file.ts';
import { useLoad } from '#components/inspector/body/use-load.ts';
import { statusColor } from '#components/inspector/method-color.ts';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { Turning } from '#components/ui/turning.tsx';
import { type Finding, findingsOf } from '#lib/attempts/findings.ts';
import type { SenderReport } from '#lib/attempts/report.ts';
import { DeliveryLanes } from './delivery-lanes.tsx';

type Props = { bin: { slug: string; key: string; title: string }; filter: string };

/** A report as the API tells it: `more` says that there are older captures it does not look at. */
type BinReport = SenderReport & { readonly more: boolean };

/** Lists of attempts that are written out; the drawing has more. */
const writtenOut = 20;

/** How a sender behaved: what it did with failures, time-outs, Retry-After and 410. */
export function Report({ bin, filter: first }: Props) {
  const [filter, setFilter] = useState(first);
  return (
    <>
      <a
        href={`/i/${bin.key}`}
        className="mb-3 -ml-1 inline-flex items-center gap-1 rounded-mark px-1 text-quiet hover:text-ink touch:h-9"
      >
        <ArrowLeft className="size-3.5" aria-hidden /> {bin.title}
      </a>
      <PageTitle title="Sender report">
        What the senders of this bin did when they were answered with errors, late, or not at all.
      </PageTitle>
      <FilterForm
        value={filter}
        onChange={(next) => {
          setFilter(next);
          const query = next === '' ? '' : `?${new URLSearchParams({ filter: next })}`;
          history.replaceState(history.state, '', `/i/${bin.key}/report${query}`);
        }}
      />
      <Outcome key={filter} bin={bin} filter={filter} />
    </>
  );
}

function FilterForm({ value, onChange }: { value: string; onChange: (filter: string) => void }) {
  const [text, setText] = useState(value);
  function submit(event: FormEvent): void {
    event.preventDefault();
    onChange(text.trim());
  }
  return (
    <form onSubmit={submit} className="mt-6 flex items-start gap-2">
      <Field
        label="Of which requests"
        mono
        value={text}
        spellCheck={false}
        autoCapitalize="none"
        placeholder="after:1h path:/hook delivery:4b1f7f6e"
        help="A filter, as in the list; empty for all the bin keeps."
        className="min-w-0 flex-1"
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" className="mt-6 h-8! touch:h-10!">
        <Search aria-hidden /> Report
      </Button>
    </form>
  );
}

function Outcome({ bin, filter }: Props) {
  const fetch = useCallback(
    (_: unknown, signal: AbortSignal) => {
      const query = filter === '' ? '' : `?${new URLSearchParams({ filter })}`;
      return callJson<BinReport>(`/bins/${bin.slug}/report${query}`, { key: bin.key, signal });
    },
    [bin, filter],
  );
  const { state, load, cancel } = useLoad({ known: null, unasked: true, fetch });
  if (state.is === 'failed')
    return (
      <div className="mt-6">
        <TroubleNote trouble={state.trouble} onRetry={load} />
      </div>
    );
  if (state.is === 'waiting')
    return (
      <Button className="mt-6" onClick={load}>
        Make the report
      </Button>
    );
  if (state.is === 'loading') {
    return (
      <div role="status" className="mt-6 flex items-center gap-3 text-quiet">
        <Turning /> Reading the requests <Button onClick={cancel}>Cancel</Button>
      </div>
    );
  }
  return <Findings bin={bin} report={state.value} />;
}

function Findings({ bin, report }: { bin: Props['bin']; report: BinReport }) {
  if (report.captures === 0) {
    return (
      <div className="mt-6">
        <p className="font-medium">There is nothing to report on.</p>
        <p className="mt-0.5 text-quiet">
          No request matches. Answer a sender with an error under{' '}
          <a className="underline" href={`/i/${bin.key}/replies`}>
            Replies
          </a>
          , and come back.
        </p>
      </div>
    );
  }
  const findings = findingsOf(report);
  const toRequest = (seq: number) => location.assign(`/i/${bin.key}/${seq}`);
  return (
    <div className="mt-7 flex flex-col gap-8">
      <section aria-labelledby="findings-heading">
        <h2 id="findings-heading" className="font-semibold text-name">
          {countOf(report.captures, 'request')},{' '}
          {report.deliveries === 1 ? '1 delivery' : `${countWords(report.deliveries)} deliveries`}
        </h2>
        <p className="mt-0.5 text-quiet">
          {report.from && momentWords(report.from)}
          {report.to && report.to !== report.from && ` to ${momentWords(report.to)}`}
          {report.more && '. There are older ones: a report looks at the newest that match'}
        </p>
        <ul className="mt-3 flex flex-col gap-1.5">
          {findings.map((finding) => (
            <FindingLine key={finding.words} finding={finding} />
          ))}
        </ul>
        {findings.length === 0 && <p className="mt-3">Everything was answered, nothing came twice.</p>}
      </section>
      {report.series.length > 0 && (
        <section aria-labelledby="lanes-heading">
          <h2 id="lanes-heading" className="mb-2 font-semibold text-name">
            Deliveries that came more than once
          </h2>
          <DeliveryLanes series={report.series} />
          {report.series.slice(0, writtenOut).map(({ attempts }) => (
            <details key={attempts[0]!.seq} className="mt-2 rounded-control border border-line">
              <summary className="px-3 py-1.5 touch:py-2.5">
                {countOf(attempts.length, 'attempt')} from #{attempts[0]!.seq} on
              </summary>
              <div className="border-line border-t px-1 py-1">
                <AttemptList attempts={attempts} onChoose={toRequest} />
              </div>
            </details>
          ))}
        </section>
      )}
      <section aria-labelledby="answers-heading">
        <h2 id="answers-heading" className="font-semibold text-name">
          What they were answered
        </h2>
        <Bars
          rows={report.answers.map(({ status, captures }) => ({
            name: status === 0 ? 'nothing' : String(status),
            count: captures,
            color: status === 0 ? 'text-bad' : statusColor(status),
          }))}
        />
      </section>
      <section aria-labelledby="agents-heading">
        <h2 id="agents-heading" className="font-semibold text-name">
          Who they are
        </h2>
        <Bars
          rows={report.senders
            .slice(0, 8)
            .map(({ name, captures }) => ({ name: name ?? 'no User-Agent', count: captures, color: '' }))}
        />
      </section>
      <div>
        <Button
          onClick={() =>
            saveFile(new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`), 'sender-report.json')
          }
        >
          <Download aria-hidden /> Save as JSON
        </Button>
      </div>
    </div>
  );
}

const icons = { good: CircleCheck, bad: CircleX, careful: TriangleAlert, plain: Minus };
const tones = { good: 'text-good', bad: 'text-bad', careful: 'text-careful', plain: 'text-quiet' };

function FindingLine({ finding: { tone, words } }: { finding: Finding }) {
  const Icon = icons[tone];
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className={`mt-0.5 size-3.5 shrink-0 ${tones[tone]}`} />
      <span className="min-w-0 [overflow-wrap:anywhere]">{words}.</span>
    </li>
  );
}

/** Counts with their share as a bar. */
function Bars({ rows }: { rows: readonly { name: string; count: number; color: string }[] }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <ul className="mt-2 flex flex-col gap-1">
      {rows.map(({ name, count, color }) => (
        <li key={name} className="grid grid-cols-[minmax(4rem,11rem)_minmax(0,1fr)] items-center gap-3">
          <span className={`truncate wire ${color}`} title={name}>
            {name}
          </span>
          <span className="flex items-center gap-2">
            <span
              aria-hidden
              style={{ width: `${(count / most) * 75}%` }}
              className="h-2 min-w-0.5 rounded-mark bg-edge"
            />
            <span className="text-quiet tabular-nums">{countWords(count)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
