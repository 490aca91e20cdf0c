'use client';

import { useMemo, useState } from 'react';
import { type BodyKindId, bodyKindList } from '#lib/body/index.ts';
import { bodyKinds } from '#lib/body/kind.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { BodyPending } from './body-pending.tsx';
import { BodyRemarks } from './body-remarks.tsx';
import { BodyToolbar } from './body-toolbar.tsx';
import { FormView } from './form-view.tsx';
import { HexView } from './hex-view.tsx';
import { JsonView } from './json-view.tsx';
import { type OpenBody, openBody } from './open-body.ts';
import { TextView } from './text-view.tsx';
import { useBody } from './use-body.ts';
import { useWrap } from './use-wrap.ts';

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
  const kinds = useMemo(() => bodyKinds(capture.contentType, bytes), [capture, bytes]);
  const [chosen, setChosen] = useState<BodyKindId | null>(null);
  const kind = chosen ?? kinds.best ?? 'hex';
  const body = useMemo(() => openBody(kind, bytes, capture.contentType), [kind, bytes, capture]);
  const { wrap, canWrap, setWrap } = useWrap(bytes.length);
  return (
    <>
      <BodyToolbar
        capture={capture}
        bytes={bytes}
        kind={kind}
        kinds={bodyKindList.filter(({ id }) => kinds.offered.includes(id))}
        onKind={setChosen}
        wrap={canWrap && (kind === 'json' || kind === 'text') ? wrap : null}
        onWrap={setWrap}
      />
      <BodyRemarks body={body} note={kinds.note} truncated={capture.body.truncated} />
      <BodyRows body={body} wrap={wrap} />
    </>
  );
}

function BodyRows({ body, wrap }: { body: OpenBody; wrap: boolean }) {
  switch (body.kind) {
    case 'json':
      return <JsonView reading={body.rows} wrap={wrap} />;
    case 'form':
      return <FormView rows={body.rows} wrap />;
    case 'text':
      return <TextView label="Body as text" rows={body.rows} wrap={wrap} />;
    case 'hex':
      return <HexView rows={body.rows} />;
  }
}
