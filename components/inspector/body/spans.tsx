import type { CodeSpan } from '#lib/body/code-line.ts';
import { LongText } from './long-text.tsx';
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

/** The pieces of a line in their colours. */
export function Spans({ spans, marks }: { spans: readonly CodeSpan[]; marks?: readonly FoundMark[] }) {
  let at = 0;
  return spans.map((span, index) => {
    const from = at;
    at += span.text.length;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the spans of a line never move.
      <span key={index} className={colors[span.kind]}>
        <LongText text={span.text} at={from} marks={marks} />
      </span>
    );
  });
}
