'use client';

import { ArrowLeft, CircleCheck, CircleX, Download, Minus, Search, TriangleAlert } from 'lucide-react';
import { type FormEvent, useCallback, useState } from 'react';
import { callJson } from '#components/api/call.ts';
import { FilterField } from '#components/filter-field/filter-field.tsx';
import { useCountValues } from '#components/filter-field/use-counted-values.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { momentWords } from '#components/frame/time-words.ts';
import { AttemptList } from '#components/inspector/attempts/attempt-list.tsx';
import { statusColor } from '#components/request/method-color.ts';
import { Button } from '#components/ui/button.tsx';
import { countWords } from '#components/ui/count-words.ts';
import { saveFile } from '#components/ui/save-file.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useLoad } from '#components/ui/use-load.ts';
import { type Finding, listFindings } from '#lib/attempts/report-findings.ts';
import type { SenderReport } from '#lib/attempts/sender-report.ts';
import { DeliveryLanes } from './delivery-lanes.tsx';
import { emptyReport, reportResult, reportPage as words } from './words.ts';

type Props = { bin: { slug: string; key: string; title: string }; filter: string };

/** A report of the API; `more` says that it leaves out older captures that match. */
type BinReport = SenderReport & { readonly more: boolean };

/** The number of deliveries whose attempts are listed below the lanes. */
const listedSeries = 20;
const listedSenders = 8;

/** The page that reports how senders react to failures, timeouts, Retry-After and 410. */
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
      <PageTitle title={words.title}>{words.about}</PageTitle>
      <FilterForm
        bin={bin}
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

function FilterForm({
  bin,
  value,
  onChange,
}: {
  bin: Props['bin'];
  value: string;
  onChange: (filter: string) => void;
}) {
  const [text, setText] = useState(value);
  function submit(event: FormEvent): void {
    event.preventDefault();
    onChange(text.trim());
  }
  return (
    <form onSubmit={submit} className="mt-6 flex items-start gap-2">
      <FilterField
        label={words.filter}
        count={useCountValues(bin)}
        value={text}
        placeholder={words.filterExample}
        help={words.filterHelp}
        className="min-w-0 flex-1"
        onChange={setText}
      />
      <Button type="submit" className="mt-6 h-8! touch:h-10!">
        <Search aria-hidden /> {words.apply}
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
  const { state, load, cancel } = useLoad({ known: null, startAtOnce: true, fetch });
  if (state.is === 'failed')
    return (
      <div className="mt-6">
        <TroubleNote trouble={state.trouble} onRetry={load} />
      </div>
    );
  if (state.is === 'waiting')
    return (
      <Button className="mt-6" onClick={load}>
        {words.create}
      </Button>
    );
  if (state.is === 'loading') {
    return (
      <div role="status" className="mt-6 flex items-center gap-3 text-quiet">
        <Spinner /> {words.loading} <Button onClick={cancel}>{words.cancel}</Button>
      </div>
    );
  }
  return <Findings bin={bin} report={state.value} />;
}

function Findings({ bin, report }: { bin: Props['bin']; report: BinReport }) {
  if (report.captures === 0) {
    return (
      <div className="mt-6">
        <p className="font-medium">{emptyReport.title}</p>
        <p className="mt-0.5 text-quiet">
          {textWith(emptyReport.about, {
            settings: (
              <a className="underline" href={`/i/${bin.key}/replies`}>
                {emptyReport.settings}
              </a>
            ),
          })}
        </p>
      </div>
    );
  }
  const findings = listFindings(report);
  const toRequest = (seq: number) => location.assign(`/i/${bin.key}/${seq}`);
  return (
    <div className="mt-7 flex flex-col gap-8">
      <section aria-labelledby="findings-heading">
        <h2 id="findings-heading" className="font-semibold text-name">
          {reportResult.heading(report.captures, report.deliveries)}
        </h2>
        <p className="mt-0.5 text-quiet">{rangeWords(report)}</p>
        {report.more && <p className="mt-0.5 text-quiet">{reportResult.more}</p>}
        <ul className="mt-3 flex flex-col gap-1.5">
          {findings.map((finding) => (
            <FindingLine key={finding.words} finding={finding} binKey={bin.key} />
          ))}
        </ul>
        {findings.length === 0 && <p className="mt-3">{reportResult.nothingFound}</p>}
      </section>
      {report.series.length > 0 && (
        <section aria-labelledby="lanes-heading">
          <h2 id="lanes-heading" className="mb-2 font-semibold text-name">
            {reportResult.series}
          </h2>
          <DeliveryLanes series={report.series} total={report.repeated} />
          {report.series.slice(0, listedSeries).map(({ attempts }) => (
            <details key={attempts[0]!.seq} className="mt-2 rounded-control border border-line">
              <summary className="px-3 py-1.5 touch:py-2.5">
                {reportResult.attempts(attempts.length, attempts[0]!.seq)}
              </summary>
              <div className="border-line border-t px-1 py-1">
                <AttemptList attempts={attempts} onChoose={toRequest} />
              </div>
            </details>
          ))}
          <AndMore count={report.repeated - Math.min(report.series.length, listedSeries)} />
        </section>
      )}
      <section aria-labelledby="responses-heading">
        <h2 id="responses-heading" className="font-semibold text-name">
          {reportResult.responses}
        </h2>
        <Bars
          rows={report.answers.map(({ status, captures }) => ({
            name: status === 0 ? reportResult.noResponse : String(status),
            count: captures,
            color: status === 0 ? 'text-bad' : statusColor(status),
          }))}
        />
      </section>
      <section aria-labelledby="senders-heading">
        <h2 id="senders-heading" className="font-semibold text-name">
          {reportResult.senders}
        </h2>
        <Bars
          rows={report.senders.slice(0, listedSenders).map(({ name, captures }) => ({
            name: name ?? reportResult.noUserAgent,
            count: captures,
            color: '',
          }))}
        />
        <AndMore count={report.senders.length - listedSenders} />
      </section>
      <div>
        <Button
          onClick={() =>
            saveFile(new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`), 'sender-report.json')
          }
        >
          <Download aria-hidden /> {reportResult.download}
        </Button>
      </div>
    </div>
  );
}

function rangeWords({ from, to }: BinReport): string | null {
  if (from === null) return null;
  return to === null || to === from
    ? momentWords(from)
    : reportResult.range(momentWords(from), momentWords(to));
}

const icons = { good: CircleCheck, bad: CircleX, careful: TriangleAlert, plain: Minus };
const tones = { good: 'text-good', bad: 'text-bad', careful: 'text-careful', plain: 'text-quiet' };

/** The number of requests that a finding links to. */
const linkedRequests = 5;

function FindingLine({ finding: { tone, words, requests }, binKey }: { finding: Finding; binKey: string }) {
  const Icon = icons[tone];
  const linked = requests?.listed.slice(0, linkedRequests) ?? [];
  const more = requests ? requests.count - linked.length : 0;
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className={`mt-0.5 size-3.5 shrink-0 ${tones[tone]}`} />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {words}
        {linked.map((seq) => (
          <a
            key={seq}
            href={`/i/${binKey}/${seq}`}
            aria-label={reportResult.request(seq)}
            className="ml-2 rounded-mark text-accent tabular-nums hover:underline touch:inline-flex touch:min-h-9 touch:min-w-9 touch:items-center touch:justify-center"
          >
            {`#${seq}`}
          </a>
        ))}
        {linked.length > 0 && more > 0 && (
          <span className="ml-2 text-quiet">{reportResult.andMore(more)}</span>
        )}
      </span>
    </li>
  );
}

/** Below a list that is cut. */
function AndMore({ count }: { count: number }) {
  return count > 0 && <p className="mt-2 text-quiet">{reportResult.andMore(count)}</p>;
}

/** Counts with bars for their shares. */
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
