'use client';

import { useMemo } from 'react';
import { bodyFileName } from '#lib/http/body-file-name.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { BodyPending } from './body-pending.tsx';
import type { Content } from './content.ts';
import { ContentView } from './content-view.tsx';
import { useBody } from './use-body.ts';

/** The body of a capture, read the way that suits it, with a switch to the other ways. */
export function BodyView({ capture }: { capture: CaptureJson }) {
  const { state, load, cancel } = useBody(capture);
  if (capture.body.size === 0)
    return <p className="px-4 py-4 text-quiet wide:px-5">This request had no body.</p>;
  if (state.is !== 'ready')
    return <BodyPending state={state} size={capture.body.stored} load={load} cancel={cancel} />;
  return <ReadyBody capture={capture} bytes={state.bytes} />;
}

function ReadyBody({ capture, bytes }: { capture: CaptureJson; bytes: Uint8Array }) {
  const content = useMemo(() => bodyContent(capture, bytes), [capture, bytes]);
  return <ContentView content={content} />;
}

function bodyContent({ seq, contentType, body }: CaptureJson, bytes: Uint8Array): Content {
  return {
    bytes,
    contentType,
    name: 'Body',
    fileName: bodyFileName(seq, contentType),
    seq,
    sha256: body.sha256,
    remarks: body.truncated ? [{ tone: 'quiet', words: 'cut where this server stopped keeping it' }] : [],
    coded: false,
  };
}
