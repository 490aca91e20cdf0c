'use client';

import { useEffect, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { Turning } from '#components/ui/turning.tsx';
import { withheldWords } from '#lib/copy-as/mask-words.ts';
import { readable } from '#lib/http/byte-string.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { RedactionInput } from '#lib/model/redaction.ts';
import { useInspection } from '../inspection.tsx';

/** A pause in typing, milliseconds. */
const pause = 300;
/** So much of a body is shown, characters. */
const glimpse = 4000;

/** A request as the server would show it through the link: the same code does it. */
export function RedactionPreview({ seq, redaction }: { seq: number; redaction: RedactionInput }) {
  const { api } = useInspection();
  const [shown, setShown] = useState<CaptureJson | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const rules = JSON.stringify(redaction);

  useEffect(() => {
    const leaving = new AbortController();
    const timer = setTimeout(async () => {
      try {
        setShown(await api.redacted(seq, JSON.parse(rules) as RedactionInput, leaving.signal));
        setTrouble(null);
      } catch (error) {
        if (!isAbort(error)) setTrouble(troubleFrom(error));
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [api, seq, rules]);

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
        <Turning />
      </div>
    );
  }
  const { masked, body } = shown;
  const text = body.text ?? (body.size > 0 ? `(${body.size} bytes that are not text)` : '');
  return (
    <div className="mt-2">
      <p className="text-quiet text-small" role="status">
        {masked?.values === 1 ? '1 value' : `${masked?.values ?? 0} values`} masked
        {masked?.withheld && '; the body is withheld'}
        {masked && masked.undone.length > 0 && `; shown without its ${masked.undone.join(', ')} coding`}
      </p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach it.
        tabIndex={0}
        className="mt-1.5 max-h-64 scrolls whitespace-pre-wrap break-all rounded-control border border-line bg-panel p-2.5 wire"
      >
        <Marked text={`${shown.method} ${readable(shown.path)}`} />
        {'\n'}
        {shown.headers
          .map(([name, value]) => `${readable(name)}: ${readable(value)}\n`)
          .map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are equal at times, and never move.
            <Marked key={index} text={line} />
          ))}
        {'\n'}
        {masked?.withheld ? (
          <em className="font-sans text-quiet">Body withheld. {withheldWords[masked.withheld]}</em>
        ) : (
          <Marked text={text.length > glimpse ? `${text.slice(0, glimpse)} …` : text} />
        )}
      </pre>
    </div>
  );
}

/** A text with what stands in place of secrets set off. */
function Marked({ text }: { text: string }) {
  return text.split(/(\[redacted\])/).map((piece, index) =>
    piece === '[redacted]' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move.
      <mark key={index} className="rounded-mark bg-accent-tint text-accent">
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}
