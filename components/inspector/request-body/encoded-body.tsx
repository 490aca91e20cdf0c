'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { ContentView } from '#components/body/content-view.tsx';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { Decoded } from '../context/decoded-cache.ts';
import { bodyContent } from './body-content.ts';
import { BodyPending } from './body-pending.tsx';
import { decodedRemarks, receivedRemarks } from './decode-remarks.ts';
import { type EncodingChoice, EncodingSwitch } from './encoding-switch.tsx';
import { useBody, useDecoded } from './use-body.ts';
import { encodedBody as words } from './words.ts';

/** A body with a content encoding: decoded if possible, with a switch to the bytes as received. */
export function EncodedBody({ capture }: { capture: CaptureJson }) {
  const { state, load, cancel } = useDecoded(capture);
  const [chosen, setChosen] = useState<EncodingChoice | null>(null);
  const outcome = state.is === 'ready' ? state.value : null;
  const shown = chosen ?? (outcome?.is === 'undecodable' ? 'received' : 'decoded');
  const lead = <EncodingSwitch value={shown} isChosen={chosen !== null} onChange={setChosen} />;

  if (shown === 'received') return <ReceivedBody capture={capture} outcome={outcome} lead={lead} />;
  if (outcome?.is === 'decoded') return <DecodedBody capture={capture} outcome={outcome} lead={lead} />;
  return (
    <>
      <div className="px-4 pt-2 wide:px-5">{lead}</div>
      {outcome && (
        <div className="px-4 py-4 wide:px-5">
          <p className="font-medium">{words.undecodable}</p>
          <p className="mt-0.5 text-quiet [overflow-wrap:anywhere]">{`${outcome.why}.`}</p>
        </div>
      )}
      {state.is !== 'ready' && (
        <BodyPending state={state} size={capture.body.stored} isDecoded load={load} cancel={cancel} />
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
    return bodyContent(capture, outcome.bytes, { isOriginal: false, remarks });
  }, [capture, outcome]);
  return <ContentView content={content} lead={lead} />;
}

type ReceivedProps = { capture: CaptureJson; outcome: Decoded | null; lead: ReactNode };

function ReceivedBody({ capture, outcome, lead }: ReceivedProps) {
  const { state, load, cancel } = useBody(capture);
  if (state.is === 'ready')
    return <LoadedBody capture={capture} bytes={state.value} outcome={outcome} lead={lead} />;
  return (
    <>
      <div className="px-4 pt-2 wide:px-5">{lead}</div>
      <BodyPending state={state} size={capture.body.stored} load={load} cancel={cancel} />
    </>
  );
}

function LoadedBody({ capture, bytes, outcome, lead }: ReceivedProps & { bytes: Uint8Array }) {
  const content = useMemo(() => {
    const remarks = receivedRemarks(capture, outcome);
    return bodyContent(capture, bytes, { isOriginal: true, isEncoded: true, remarks });
  }, [capture, bytes, outcome]);
  return <ContentView content={content} lead={lead} />;
}
