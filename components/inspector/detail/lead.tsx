'use client';

import { CircleCheck } from 'lucide-react';
import { Suspense } from 'react';
import { countWords } from '#components/frame/count-words.ts';
import { Time } from '#components/frame/time.tsx';
import { Button } from '#components/ui/button.tsx';
import { fetched } from '#components/ui/fetched.ts';
import { humanSize } from '#lib/body/size.ts';
import { readable } from '#lib/http/byte-string.ts';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { providerName } from '#lib/providers/words.ts';
import { sentKind } from '../body/body-label.ts';
import { isCoded } from '../body/is-coded.ts';
import { useBody, useDecoded } from '../body/use-body.ts';
import type { LoadState } from '../body/use-load.ts';
import { Filtering } from '../filter/filtering.tsx';
import { agentWord } from '../list/describe-row.ts';
import { Visible } from '../wire-text.tsx';
import { HandshakeLines } from './handshake-lines.tsx';
import { ProblemList } from './problem-list.tsx';
import { useProblems } from './use-problems.ts';

const SignatureLines = fetched(() => import('../signature/signature-lines.tsx'));

/** What a request is, in a line, and what is noticed about it. */
export function Lead({ summary, capture }: { summary: CaptureSummary; capture: CaptureJson | null }) {
  const from = summary.client?.address || summary.peer.address;
  const agent = agentWord(summary.userAgent);
  return (
    <section aria-label="In short" className="border-faint border-b pt-1 pb-3">
      <p className="text-name [overflow-wrap:anywhere]">
        <What summary={summary} />
      </p>
      <p className="mt-0.5 text-quiet [overflow-wrap:anywhere]">
        {agent !== '' && (
          <>
            from <Visible text={agent} />{' '}
          </>
        )}
        {from !== '' && (
          <>
            at <span className="wire">{from}</span>,{' '}
          </>
        )}
        <Time iso={summary.receivedAt} style="ago" />
      </p>
      <HandshakeLines summary={summary} capture={capture} />
      {capture && summary.provider && (
        <Suspense fallback={<p className="mt-1.5 min-h-7" />}>
          <SignatureLines summary={summary} capture={capture} />
        </Suspense>
      )}
      <div className="mt-2">
        {capture === null ? (
          <p className="py-1 text-quiet">Looking …</p>
        ) : isCoded(capture) ? (
          <CodedFindings capture={capture} />
        ) : (
          <PlainFindings capture={capture} />
        )}
      </div>
    </section>
  );
}

/** `GitHub push, JSON, 7.8 KB`; what the provider calls it stands out. */
function What({ summary }: { summary: CaptureSummary }) {
  const { provider, contentType, body, method } = summary;
  const name = provider && providerName(provider);
  const kind = sentKind(contentType);
  const content =
    body.size === 0 ? 'no body' : `${humanSize(body.size)} of ${kind || 'body without a label'}`;
  return (
    <>
      <Filtering summary={summary} by={provider ? 'provider' : 'method'} className="font-semibold">
        {name ?? readable(method)}
      </Filtering>{' '}
      {provider?.event && (
        <>
          <Filtering summary={summary} by="event" className="wire">
            <Visible text={readable(provider.event)} />
          </Filtering>{' '}
        </>
      )}
      <span className={name ? 'text-quiet' : undefined}>
        with <Visible text={content} />
      </span>
    </>
  );
}

function PlainFindings({ capture }: { capture: CaptureJson }) {
  const { state, load } = useBody(capture);
  return (
    <Findings capture={capture} state={state} body={state.is === 'ready' ? state.value : null} load={load} />
  );
}

function CodedFindings({ capture }: { capture: CaptureJson }) {
  const { state, load } = useDecoded(capture);
  const outcome = state.is === 'ready' ? state.value : null;
  const body = outcome?.is === 'decoded' ? outcome.bytes : null;
  const why = outcome?.is === 'undecodable' ? outcome.why : outcome?.error;
  return (
    <>
      {why && (
        <ProblemList
          problems={[{ tone: 'bad', words: `Not all of the body can be decoded: ${why}.`, place: null }]}
        />
      )}
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
  const unseen = state.is === 'waiting' || state.is === 'failed';
  if (!done && problems.length === 0) return <p className="py-1 text-quiet">Looking …</p>;
  return (
    <>
      <ProblemList problems={problems} />
      {problems.length === 0 && !unseen && state.is === 'ready' && (
        <p className="flex items-center gap-2 py-1 text-quiet">
          <CircleCheck className="size-3.5 text-good" aria-hidden /> Nothing odd noticed.
        </p>
      )}
      {unseen && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1 text-quiet">
          The body is on the server: nobody has looked into its {countWords(capture.body.stored)} bytes yet.
          <Button onClick={load}>Look into it</Button>
        </p>
      )}
    </>
  );
}
