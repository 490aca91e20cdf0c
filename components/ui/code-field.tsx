'use client';

import { useMemo } from 'react';
import type { CodeSpan } from '#lib/body/code-line.ts';
import { classNames } from './class-names.ts';
import { jsonSpans } from './json-spans.ts';
import { renderByIndex } from './render-by-index.tsx';

type Props = {
  label: string;
  value: string;
  onChange: (text: string) => void;
  isJson: boolean;
  isInvalid: boolean;
  /** The id of the element that describes it. */
  describedBy: string;
};

/** The longest text that is coloured while it is edited, characters. */
const longestColored = 40_000;

const colors: Partial<Record<CodeSpan['kind'], string>> = {
  key: 'text-json-key',
  string: 'text-json-string',
  number: 'text-json-number',
  literal: 'text-json-literal',
};

/** The same for the text field and the coloured text behind it, so that their letters are in the same places. */
const letters =
  'col-start-1 row-start-1 block w-full whitespace-pre-wrap px-2.5 py-1.5 wire pointer-coarse:text-field [overflow-wrap:anywhere] [tab-size:2]';

/** A field for a long text. JSON is coloured: the text of the field is transparent, over a coloured copy. */
export function CodeField({ label, value, onChange, isJson, isInvalid, describedBy }: Props) {
  const isColored = isJson && value.length <= longestColored;
  const spans = useMemo(() => (isColored ? jsonSpans(value) : []), [isColored, value]);
  return (
    <div
      className={classNames(
        'max-h-100 min-h-32 resize-y scrolls rounded-control border bg-raised',
        'focus-within:border-accent focus-within:outline-1 focus-within:outline-accent',
        isInvalid ? 'border-bad' : 'border-edge',
      )}
    >
      <div className="grid min-h-full">
        {isColored && (
          <pre aria-hidden className={letters}>
            {renderByIndex(spans, ({ kind, text }) => (
              <span className={colors[kind]}>{text}</span>
            ))}
            {'\n'}
          </pre>
        )}
        <textarea
          aria-label={label}
          aria-invalid={isInvalid || undefined}
          aria-describedby={describedBy}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          spellCheck={false}
          autoCapitalize="none"
          className={classNames(
            letters,
            'field-sizing-content min-h-31 resize-none overflow-hidden bg-clear outline-none',
            isColored && 'text-clear caret-ink',
          )}
        />
      </div>
    </div>
  );
}
