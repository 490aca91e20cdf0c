'use client';

import { CircleCheck } from 'lucide-react';
import { Suspense } from 'react';
import { Time } from '#components/frame/time.tsx';
import { sentKind } from '#components/request/body-label.ts';
import { bodySizeWords, knownBodySize } from '#components/request/body-size.ts';
import { agentWord } from '#components/request/describe-request.ts';
import { Button } from '#components/ui/button.tsx';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { textWith } from '#components/ui/text-with.tsx';
import type { LoadState } from '#components/ui/use-load.ts';
import { Visible } from '#components/ui/visible-text.tsx';
import { readable } from '#lib/http/byte-string.ts';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { providerName } from '#lib/providers/names.ts';
import { isEncoded } from '../context/is-encoded.ts';
import { FilterableValue } from '../filter/filterable-value.tsx';
import { useBody, useDecoded } from '../request-body/use-body.ts';
import { ArrivalLine } from '../signature/arrival-line.tsx';
import { HandshakeLines } from './handshake-lines.tsx';
import { ProblemList } from './problem-list.tsx';
import { useProblems } from './use-problems.ts';
import { summaryLines as words } from './words.ts';

const SignatureLines = lazyComponent(() => import('../signature/signature-lines.tsx'));

/** A request in two lines, then its URL verification, signature and problems. */
export function SummaryLines({ summary, capture }: { summary: CaptureSummary; capture: CaptureJson | null }) {
  const address = summary.client?.address || summary.peer.address;
  const agent = agentWord(summary.userAgent);
  const origin =
    words.origin[
      agent !== '' && address !== '' ? 'all' : agent !== '' ? 'agent' : address !== '' ? 'address' : 'none'
    ];
  return (
    <section aria-label={words.label} className="border-faint border-b pt-1 pb-3">
      <p className="text-name [overflow-wrap:anywhere]">
        <Headline summary={summary} />
      </p>
      <p className="mt-0.5 text-quiet [overflow-wrap:anywhere]">
        {textWith(origin, {
          agent: <Visible text={agent} />,
          address: <span className="wire">{address}</span>,
          time: <Time iso={summary.receivedAt} style="ago" />,
        })}
      </p>
      <HandshakeLines summary={summary} capture={capture} />
      {summary.signature && <ArrivalLine result={summary.signature} />}
      {capture && summary.provider && (
        <Suspense fallback={<p className="mt-1.5 min-h-7" />}>
          <SignatureLines summary={summary} capture={capture} />
        </Suspense>
      )}
      <div className="mt-2">
        {capture === null ? (
          <p className="py-1 text-quiet">{words.checking}</p>
        ) : isEncoded(capture) ? (
          <EncodedFindings capture={capture} />
        ) : (
          <PlainFindings capture={capture} />
        )}
      </div>
    </section>
  );
}

/** `GitHub push · JSON, 7.8 KB`, or `POST, 82 B, no Content-Type`. */
function Headline({ summary }: { summary: CaptureSummary }) {
  const { provider, contentType, method } = summary;
  const kind = sentKind(contentType);
  const size = bodySizeWords(summary);
  const content =
    knownBodySize(summary) === 0 ? words.noBody : kind ? words.labelled(kind, size) : words.unlabelled(size);
  if (!provider) {
    return textWith(words.plainRequest, {
      method: (
        <FilterableValue summary={summary} by="method" className="font-semibold">
          {readable(method)}
        </FilterableValue>
      ),
      content: <Visible text={content} />,
    });
  }
  return textWith(provider.event ? words.eventFromProvider : words.fromProvider, {
    provider: (
      <FilterableValue summary={summary} by="provider" className="font-semibold">
        {providerName(provider)}
      </FilterableValue>
    ),
    event: (
      <FilterableValue summary={summary} by="event" className="wire">
        <Visible text={readable(provider.event ?? '')} />
      </FilterableValue>
    ),
    content: (
      <span className="text-quiet">
        <Visible text={content} />
      </span>
    ),
  });
}

function PlainFindings({ capture }: { capture: CaptureJson }) {
  const { state, load } = useBody(capture);
  return (
    <Findings capture={capture} state={state} body={state.is === 'ready' ? state.value : null} load={load} />
  );
}

function EncodedFindings({ capture }: { capture: CaptureJson }) {
  const { state, load } = useDecoded(capture);
  const outcome = state.is === 'ready' ? state.value : null;
  const body = outcome?.is === 'decoded' ? outcome.bytes : null;
  const reason = outcome?.is === 'undecodable' ? outcome.why : outcome?.error;
  return (
    <>
      {reason && <ProblemList problems={[{ tone: 'bad', words: words.undecodable(reason), place: null }]} />}
      <Findings capture={capture} state={state} body={body} load={load} />
    </>
  );
}

type FindingsProps = {
  capture: CaptureJson;
  state: LoadState<unknown>;
  body: Uint8Array | null;
  load: () => void;
};

function Findings({ capture, state, body, load }: FindingsProps) {
  const { problems, done } = useProblems(capture, body);
  const isNotLoaded = state.is === 'waiting' || state.is === 'failed';
  if (!done && problems.length === 0) return <p className="py-1 text-quiet">{words.checking}</p>;
  return (
    <>
      <ProblemList problems={problems} />
      {problems.length === 0 && !isNotLoaded && state.is === 'ready' && (
        <p className="flex items-center gap-2 py-1 text-quiet">
          <CircleCheck className="size-3.5 text-good" aria-hidden /> {words.noProblems}
        </p>
      )}
      {isNotLoaded && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1 text-quiet">
          {words.notChecked(capture.body.stored)}
          <Button onClick={load}>{words.checkBody}</Button>
        </p>
      )}
    </>
  );
}
