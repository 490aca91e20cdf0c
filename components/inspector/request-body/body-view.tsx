'use client';

import { useMemo } from 'react';
import { ContentView } from '#components/body/content-view.tsx';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { isEncoded } from '../context/is-encoded.ts';
import { bodyContent } from './body-content.ts';
import { BodyPending } from './body-pending.tsx';
import { EncodedBody } from './encoded-body.tsx';
import { MaskedBody } from './masked-body.tsx';
import { useBody } from './use-body.ts';
import { bodyView as words } from './words.ts';

/** The body of a capture in the view that suits it, with a switch to other views. */
export function BodyView({ capture }: { capture: CaptureJson }) {
  if (capture.masked?.withheld) return <MaskedBody reason={capture.masked.withheld} />;
  if (capture.body.size === 0) return <p className="px-4 py-4 text-quiet wide:px-5">{words.noBody}</p>;
  return isEncoded(capture) ? <EncodedBody capture={capture} /> : <PlainBody capture={capture} />;
}

function PlainBody({ capture }: { capture: CaptureJson }) {
  const { state, load, cancel } = useBody(capture);
  if (state.is !== 'ready')
    return <BodyPending state={state} size={capture.body.stored} load={load} cancel={cancel} />;
  return <ReadyBody capture={capture} bytes={state.value} />;
}

function ReadyBody({ capture, bytes }: { capture: CaptureJson; bytes: Uint8Array }) {
  const content = useMemo(() => bodyContent(capture, bytes, { isOriginal: true }), [capture, bytes]);
  return <ContentView content={content} />;
}
