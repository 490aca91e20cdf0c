'use client';

import { Download } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { textRows } from '#lib/body/text.ts';
import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import { requestMessage } from '#lib/http/message.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { isUnparsed } from '../unparsed.ts';
import { BodyPending } from './body-pending.tsx';
import { FindButton } from './find-button.tsx';
import { Findable } from './findable.tsx';
import { saveFile } from './save-file.ts';
import { TextView } from './text-view.tsx';
import { useBody } from './use-body.ts';
import { useFind } from './use-find.ts';
import { useWrap } from './use-wrap.ts';

/** The request as an HTTP message: what `nc` would send. */
export function RawView({ capture }: { capture: CaptureJson }) {
  const { state, load, cancel } = useBody(capture);
  if (state.is !== 'ready')
    return <BodyPending state={state} size={capture.body.stored} load={load} cancel={cancel} />;
  return <RawMessage capture={capture} bytes={state.value} />;
}

function RawMessage({ capture, bytes }: { capture: CaptureJson; bytes: Uint8Array }) {
  const { message, text, isUtf8 } = useMemo(() => {
    const { truncated } = capture.body;
    const whole = isUnparsed(capture) ? bytes : requestMessage({ ...capture, body: bytes, truncated });
    const decoded = utf8OrNull(whole);
    return { message: whole, text: decoded ?? fromBytes(whole), isUtf8: decoded !== null };
  }, [capture, bytes]);
  const rows = useMemo(() => textRows(text), [text]);
  const { wrap } = useWrap(message.length);
  const lastHeader = capture.headers.length + 1;
  const lineKind = useCallback(
    (line: number) => (line === 1 ? 'first' : line <= lastHeader ? 'header' : 'plain'),
    [lastHeader],
  );
  const find = useFind(rows);
  const head = (
    <div className="flex shrink-0 items-center gap-2 px-4 pt-2 pb-0.5 wide:px-5">
      <p className="min-w-0 flex-1 text-quiet text-small">
        {isUtf8
          ? 'As it came, line breaks marked where they are not a plain line feed.'
          : 'Not all of it is UTF-8, so every byte is shown as one character.'}
      </p>
      <FindButton find={find} />
      <CopyButton look="quiet" compact name="HTTP message" text={text} />
      <Button
        look="quiet"
        aria-label="Download the message"
        onClick={() => saveFile(message, `capture-${capture.seq}.http`)}
      >
        <Download aria-hidden /> <span className="@max-[30rem]:hidden">Download</span>
      </Button>
    </div>
  );
  return (
    <Findable find={find} canFind head={head}>
      <TextView label="HTTP message" rows={rows} wrap={wrap} lineKind={lineKind} find={find} tab="raw" />
    </Findable>
  );
}
