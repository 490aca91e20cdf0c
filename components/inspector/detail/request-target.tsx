'use client';

import { useState } from 'react';
import { methodColor } from '#components/request/method-color.ts';
import { classNames } from '#components/ui/class-names.ts';
import { LongText, moreDrawn } from '#components/ui/long-text.tsx';
import { EncodingMark } from '#components/ui/visible-text.tsx';
import { readable } from '#lib/http/byte-string.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { FilterableValue } from '../filter/filterable-value.tsx';
import { requestTarget as words } from './words.ts';

/** How many characters of a target are shown at first. */
const shortLength = 280;

/** Method, path and query: the heading of a request. */
export function RequestTarget({ summary }: { summary: CaptureSummary }) {
  const { method, path } = summary;
  const [isWhole, setWhole] = useState(false);
  const text = readable(path);
  const shown = isWhole ? text : text.slice(0, shortLength);
  const query = shown.indexOf('?');
  return (
    <h2 className="flex gap-3 font-mono font-semibold text-name [font-variant-ligatures:none]">
      <FilterableValue
        summary={summary}
        by="method"
        className={classNames(
          // The touch target is larger than the text.
          'max-w-40 shrink-0 self-start truncate touch:overflow-clip touch:[overflow-clip-margin:0.75rem]',
          methodColor(method),
        )}
      >
        {method}
      </FilterableValue>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <LongText text={query < 0 ? shown : shown.slice(0, query)} budget={moreDrawn} />
        {query >= 0 && (
          <span className="font-normal text-quiet">
            <LongText text={shown.slice(query)} budget={moreDrawn} />
          </span>
        )}
        <EncodingMark bytes={path} />
        {text.length > shortLength && (
          <button
            type="button"
            className="ml-1.5 rounded-control px-1 font-sans font-normal text-accent text-small hover:underline touch-area"
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole ? words.showLess : words.showMore(text.length - shortLength)}
          </button>
        )}
      </span>
    </h2>
  );
}
