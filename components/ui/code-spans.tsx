import type { CodeSpan } from '#lib/body/code-line.ts';
import { LongText } from './long-text.tsx';
import { renderByIndex } from './render-by-index.tsx';
import type { FoundMark } from './use-find.ts';

const colors: Record<CodeSpan['kind'], string | undefined> = {
  key: 'text-json-key',
  string: 'text-json-string',
  number: 'text-json-number',
  literal: 'text-json-literal',
  comment: 'text-quiet italic',
  quiet: 'text-quiet',
  invalid: 'bg-bad-tint text-bad',
  plain: undefined,
  punctuation: undefined,
  space: undefined,
};

/** A line of highlighted code. */
export function Spans({ spans, marks }: { spans: readonly CodeSpan[]; marks?: readonly FoundMark[] }) {
  let at = 0;
  return renderByIndex(spans, (span) => {
    const from = at;
    at += span.text.length;
    return (
      <span className={colors[span.kind]}>
        <LongText text={span.text} at={from} marks={marks} />
      </span>
    );
  });
}
