'use client';

import { type ReactNode, useMemo, useState } from 'react';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { bodyContent } from './body-content.ts';
import { BodyPending } from './body-pending.tsx';
import { type CodedChoice, CodingSwitch } from './coding-switch.tsx';
import { ContentView } from './content-view.tsx';
import { decodedRemarks, sentRemarks } from './decode-remarks.ts';
import type { Decoded } from './decoded-cache.ts';
import { useBody, useDecoded } from './use-body.ts';

/** A body its sender compressed: decoded where that works, and as it was sent. */
export function CodedBody({ capture }: { capture: CaptureJson }) {
  const { state, load, cancel } = useDecoded(capture);
  const [chosen, setChosen] = useState<CodedChoice | null>(null);
  const outcome = state.is === 'ready' ? state.value : null;
  const shown = chosen ?? (outcome?.is === 'undecodable' ? 'sent' : 'decoded');
  const lead = <CodingSwitch value={shown} isChosen={chosen !== null} onChange={setChosen} />;

  if (shown === 'sent') return <SentBody capture={capture} outcome={outcome} lead={lead} />;
  if (outcome?.is === 'decoded') return <DecodedBody capture={capture} outcome={outcome} lead={lead} />;
  return (
    <>
      <div className="px-4 pt-2 wide:px-5">{lead}</div>
      {outcome && (
        <div className="px-4 py-4 wide:px-5">
          <p className="font-medium">This body cannot be decoded.</p>
          <p className="mt-0.5 text-quiet [overflow-wrap:anywhere]">{outcome.why}.</p>
        </div>
      )}
      {state.is !== 'ready' && (
        <BodyPending state={state} size={capture.body.stored} decoded load={load} cancel={cancel} />
      )}
    </>
  );
}

type DecodedProps = {
  capture: CaptureJson;
  outcome: Extract<Decoded, { is: 'decoded' }>;
  lead: ReactNode;
};

function DecodedBody({ capture, outcome, lead }: DecodedProps) {
  const content = useMemo(() => {
    const remarks = decodedRemarks(capture, outcome);
    return bodyContent(capture, outcome.bytes, { asSent: false, remarks });
  }, [capture, outcome]);
  return <ContentView content={content} lead={lead} />;
}

type SentProps = { capture: CaptureJson; outcome: Decoded | null; lead: ReactNode };

function SentBody({ capture, outcome, lead }: SentProps) {
  const { state, load, cancel } = useBody(capture);
  if (state.is === 'ready')
    return <ReadySent capture={capture} bytes={state.value} outcome={outcome} lead={lead} />;
  return (
    <>
      <div className="px-4 pt-2 wide:px-5">{lead}</div>
      <BodyPending state={state} size={capture.body.stored} load={load} cancel={cancel} />
    </>
  );
}

function ReadySent({ capture, bytes, outcome, lead }: SentProps & { bytes: Uint8Array }) {
  const content = useMemo(() => {
    const remarks = sentRemarks(capture, outcome);
    return bodyContent(capture, bytes, { asSent: true, coded: true, remarks });
  }, [capture, bytes, outcome]);
  return <ContentView content={content} lead={lead} />;
}
