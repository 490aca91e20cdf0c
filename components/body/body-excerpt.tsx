'use client';

import { FieldName, FieldValue } from '#components/request/parameter-table.tsx';
import { Spans } from '#components/ui/code-spans.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { CodeLine } from '#lib/body/code-line.ts';
import { recordSpans } from '#lib/body/ndjson.ts';
import type { OpenBody } from './open-body.ts';

/** How many rows are shown of a long body, and up to how many rows a body is shown whole. */
const excerptRows = { long: 12, whole: 16 };
/** How much of a row is shown, characters: what one line has room for, and more. */
const shownCharacters = 400;
/** The deepest indentation, levels. */
const deepest = 12;

/** The first rows of a body in its view, each in one line. Images and parts have no such rows. */
export function BodyExcerpt({ body }: { body: OpenBody }) {
  return (
    <div className="overflow-hidden rounded-control border border-line bg-panel px-3 py-2 text-wire leading-5 wire">
      <ExcerptRows body={body} />
    </div>
  );
}

/** How many of the first rows of a body are shown; null for kinds without rows of text. */
export function rowsShown({ kind, rows }: OpenBody): number | null {
  if (kind === 'preview' || kind === 'multipart' || kind === 'opening') return null;
  const count = rows.readUpTo(excerptRows.whole + 1);
  return count > excerptRows.whole ? excerptRows.long : count;
}

function ExcerptRows({ body }: { body: OpenBody }) {
  const count = rowsShown(body) ?? 0;
  const first = <Row,>({ row }: { row(index: number): Row }) =>
    Array.from({ length: count }, (_, index) => row(index));
  switch (body.kind) {
    case 'graphql':
    case 'json':
    case 'xml':
    case 'messagepack':
    case 'protobuf':
    case 'cbor':
      return renderByIndex(first<CodeLine>(body.rows), (line) => <CodeRow line={line} />);
    case 'ndjson':
      return renderByIndex(first(body.rows), ({ text }) => (
        <p className="truncate">
          <Spans spans={recordSpans(text.slice(0, shownCharacters))} />
        </p>
      ));
    case 'form':
      return (
        <dl>
          {renderByIndex(first(body.rows), (field) => (
            <div className="flex gap-3">
              <dt className="max-w-1/2 shrink-0 truncate">
                <FieldName field={field} />
              </dt>
              <dd className="min-w-0 truncate">
                <FieldValue field={field} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'csv':
      return renderByIndex(first(body.rows), ({ cells }) => <TextRow text={cells.join('\t')} />);
    case 'text':
      return renderByIndex(first(body.rows), ({ text }) => <TextRow text={text} />);
    case 'hex':
      return renderByIndex(first(body.rows), ({ offset, pairs, ascii }) => (
        <p className="flex gap-4 whitespace-pre">
          <span className="text-quiet">{offset}</span>
          <span>{pairs.join(' ').padEnd(47)}</span>
          <span className="text-quiet">{ascii}</span>
        </p>
      ));
    default:
      return null;
  }
}

function CodeRow({ line }: { line: CodeLine }) {
  const spans = line.spans.map((span) => ({ ...span, text: span.text.slice(0, shownCharacters) }));
  return (
    <p className="truncate whitespace-pre" style={{ paddingLeft: Math.min(line.depth, deepest) * 18 }}>
      <Spans spans={spans} />
    </p>
  );
}

function TextRow({ text }: { text: string }) {
  return (
    <p className="min-h-5 truncate whitespace-pre">
      <Visible text={text.slice(0, shownCharacters)} />
    </p>
  );
}
