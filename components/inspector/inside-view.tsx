'use client';

import { CopyIconButton } from '#components/ui/copy-button.tsx';
import type { CodeLine } from '#lib/body/code-line.ts';
import { readJson } from '#lib/body/json.ts';
import type { Inside } from '#lib/meaning/meaning.ts';
import { Spans } from './body/spans.tsx';
import { Visible } from './wire-text.tsx';

/** Longer things are looked at where they are copied to. */
const mostLines = 300;
const mostCharacters = 20_000;

/** What a value holds, one thing below the other. */
export function InsideView({ inside }: { inside: readonly Inside[] }) {
  return inside.map(({ title, text, isJson, note }) => (
    <section
      key={title}
      aria-label={title}
      className="not-first:mt-2 not-first:border-faint not-first:border-t not-first:pt-2"
    >
      <div className="flex items-center gap-2">
        <h4 className="font-medium">{title}</h4>
        {note && <span className="text-careful text-small">{note}</span>}
        <CopyIconButton name={title} text={text} className="ml-auto" />
      </div>
      {isJson ? (
        <Json text={text} />
      ) : (
        <p className="whitespace-pre-wrap [overflow-wrap:anywhere] wire">
          <Visible text={text.slice(0, mostCharacters)} />
        </p>
      )}
    </section>
  ));
}

function Json({ text }: { text: string }) {
  const reading = readJson(text);
  const count = Math.min(mostLines, reading.readUpTo(mostLines));
  const lines = Array.from({ length: count }, (_, index): CodeLine => reading.row(index));
  return (
    <div className="wire">
      {lines.map((line, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: lines never move.
          key={index}
          style={{ paddingLeft: Math.min(line.depth, 20) * 14 }}
          className="[overflow-wrap:anywhere]"
        >
          <Spans spans={line.spans} />
        </div>
      ))}
      {!reading.done && <p className="font-sans text-quiet">It goes on: copy it to see all.</p>}
    </div>
  );
}
