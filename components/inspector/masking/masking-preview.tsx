'use client';

import { useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { readable } from '#lib/http/byte-string.ts';
import { hiddenBodyReasons } from '#lib/masking/mask-words.ts';
import type { Header } from '#lib/model/capture.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { RedactionInput } from '#lib/model/masking.ts';
import { useInspection } from '../context/inspection.tsx';
import { maskingPreview } from './words.ts';

/** A pause in typing, milliseconds. */
const pause = 300;
/** How much of a body is shown, characters. */
const shownLength = 4000;

/** A request as the link would show it, masked by the server. */
export function MaskingPreview({ seq, rules }: { seq: number; rules: RedactionInput }) {
  const { api } = useInspection();
  const [shown, setShown] = useState<CaptureJson | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const rulesText = JSON.stringify(rules);

  useEffect(() => {
    const leaving = new AbortController();
    const timer = setTimeout(async () => {
      try {
        setShown(await api.previewMasked(seq, JSON.parse(rulesText) as RedactionInput, leaving.signal));
        setTrouble(null);
      } catch (error) {
        if (!isAbort(error)) setTrouble(troubleFrom(error));
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [api, seq, rulesText]);

  if (trouble) {
    return (
      <div className="mt-2">
        <TroubleNote trouble={trouble} />
      </div>
    );
  }
  if (!shown) {
    return (
      <div className="mt-3">
        <Spinner />
      </div>
    );
  }
  const { masked, body } = shown;
  const text = body.text ?? (body.size > 0 ? maskingPreview.binary(body.size) : '');
  const summary = [
    maskingPreview.values(masked?.values ?? 0),
    masked?.withheld && maskingPreview.bodyHidden,
    masked && masked.undone.length > 0 && maskingPreview.decoded(masked.undone.join(', ')),
  ].filter(Boolean);
  return (
    <div className="mt-2">
      <p className="text-quiet text-small" role="status">
        {summary.join(' · ')}
      </p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach it.
        tabIndex={0}
        className="mt-1.5 max-h-64 scrolls whitespace-pre-wrap break-all rounded-control border border-line bg-panel p-2.5 wire"
      >
        <Marked text={`${shown.method} ${readable(shown.path)}`} />
        {'\n'}
        <Marked text={linesOf(shown.headers)} />
        {'\n'}
        {masked?.withheld ? (
          <em className="font-sans text-quiet">
            {maskingPreview.bodyHiddenBecause(hiddenBodyReasons[masked.withheld])}
          </em>
        ) : (
          <Marked text={text.slice(0, shownLength)} />
        )}
        {shown.trailers.length > 0 && (
          <>
            {'\n\n'}
            <em className="font-sans text-quiet">{maskingPreview.trailers}</em>
            {'\n'}
            <Marked text={linesOf(shown.trailers)} />
          </>
        )}
      </pre>
      {!masked?.withheld && text.length > shownLength && (
        <p className="mt-1 text-quiet text-small">{maskingPreview.shortened(shownLength, text.length)}</p>
      )}
      {shown.note && (
        <p className="mt-1 text-small">
          <Marked text={maskingPreview.note(shown.note)} />
        </p>
      )}
    </div>
  );
}

function linesOf(headers: readonly Header[]): string {
  return headers.map(([name, value]) => `${readable(name)}: ${readable(value)}\n`).join('');
}

/** A text with the placeholders of masked values highlighted. */
function Marked({ text }: { text: string }) {
  return renderByIndex(text.split(/(\[redacted\])/), (piece) =>
    piece === '[redacted]' ? <mark className="rounded-mark bg-accent-tint text-accent">{piece}</mark> : piece,
  );
}
