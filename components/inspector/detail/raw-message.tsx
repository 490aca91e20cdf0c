'use client';

import { Download } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { FindButton } from '#components/body/find-button.tsx';
import { FindInView } from '#components/body/find-in-view.tsx';
import { TextView } from '#components/body/text-view.tsx';
import { useWrap } from '#components/body/use-wrap.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { saveFile } from '#components/ui/save-file.ts';
import { useFind } from '#components/ui/use-find.ts';
import { textRows } from '#lib/body/text.ts';
import { fromBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import { requestMessage } from '#lib/http/message.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { BodyPending } from '../request-body/body-pending.tsx';
import { isUnparsed } from '../request-body/is-unparsed.ts';
import { useBody } from '../request-body/use-body.ts';
import { rawMessage as words } from './words.ts';

/** The request as an HTTP message, byte for byte. */
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
      <p className="min-w-0 flex-1 text-quiet text-small">{isUtf8 ? words.asReceived : words.notUtf8}</p>
      <FindButton find={find} />
      <CopyButton look="quiet" textClasses="@max-[30rem]:sr-only" name={words.message} text={text} />
      <Button
        look="quiet"
        aria-label={words.downloadMessage}
        onClick={() => saveFile(message, `capture-${capture.seq}.http`)}
      >
        <Download aria-hidden /> <span className="@max-[30rem]:hidden">{words.download}</span>
      </Button>
    </div>
  );
  return (
    <FindInView find={find} canFind head={head}>
      <TextView label={words.message} rows={rows} wrap={wrap} lineKind={lineKind} find={find} tab="raw" />
    </FindInView>
  );
}
