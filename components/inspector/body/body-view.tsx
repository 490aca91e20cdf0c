'use client';

import { useMemo } from 'react';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { WithheldBody } from '../withheld-body.tsx';
import { bodyContent } from './body-content.ts';
import { BodyPending } from './body-pending.tsx';
import { CodedBody } from './coded-body.tsx';
import { ContentView } from './content-view.tsx';
import { isCoded } from './is-coded.ts';
import { useBody } from './use-body.ts';

/** The body of a capture, read the way that suits it, with a switch to the other ways. */
export function BodyView({ capture }: { capture: CaptureJson }) {
  if (capture.masked?.withheld) return <WithheldBody why={capture.masked.withheld} />;
  if (capture.body.size === 0)
    return <p className="px-4 py-4 text-quiet wide:px-5">This request had no body.</p>;
  return isCoded(capture) ? <CodedBody capture={capture} /> : <PlainBody capture={capture} />;
}

function PlainBody({ capture }: { capture: CaptureJson }) {
  const { state, load, cancel } = useBody(capture);
  if (state.is !== 'ready')
    return <BodyPending state={state} size={capture.body.stored} load={load} cancel={cancel} />;
  return <ReadyBody capture={capture} bytes={state.value} />;
}

function ReadyBody({ capture, bytes }: { capture: CaptureJson; bytes: Uint8Array }) {
  const content = useMemo(() => bodyContent(capture, bytes, { asSent: true }), [capture, bytes]);
  return <ContentView content={content} />;
}
