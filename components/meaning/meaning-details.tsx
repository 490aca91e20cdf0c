'use client';

import { Spans } from '#components/ui/code-spans.tsx';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { CodeLine } from '#lib/body/code-line.ts';
import { readJson } from '#lib/body/json/read-json.ts';
import type { MeaningDetail } from '#lib/meaning/reader.ts';
import { meaningNote } from './words.ts';

/** How much of a long value is shown. */
const mostLines = 300;
const mostCharacters = 20_000;

/** The decoded contents of a value, one below the other. */
export function MeaningDetails({ details }: { details: readonly MeaningDetail[] }) {
  return details.map(({ title, text, isJson, note }) => (
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
      {renderByIndex(lines, (line) => (
        <div style={{ paddingLeft: Math.min(line.depth, 20) * 14 }} className="[overflow-wrap:anywhere]">
          <Spans spans={line.spans} />
        </div>
      ))}
      {!reading.done && <p className="font-sans text-quiet">{meaningNote.truncated}</p>}
    </div>
  );
}
