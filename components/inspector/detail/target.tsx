'use client';

import { useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { readable } from '#lib/http/byte-string.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { Filtering } from '../filter/filtering.tsx';
import { methodColor } from '../method-color.ts';
import { Visible } from '../wire-text.tsx';

/** Longer than this, a target is folded until somebody wants it whole. */
const folded = 280;

/** The question people came with: what was requested. The largest thing on the screen. */
export function Target({ summary }: { summary: CaptureSummary }) {
  const { method, path } = summary;
  const [whole, setWhole] = useState(false);
  const text = readable(path);
  const shown = whole ? text : text.slice(0, folded);
  const query = shown.indexOf('?');
  return (
    <h2 className="flex gap-3 font-mono font-semibold text-target [font-variant-ligatures:none]">
      <Filtering
        summary={summary}
        by="method"
        className={classNames('max-w-40 shrink-0 self-start truncate', methodColor(method))}
      >
        {method}
      </Filtering>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <Visible text={query < 0 ? shown : shown.slice(0, query)} />
        {query >= 0 && (
          <span className="font-normal text-quiet">
            <Visible text={shown.slice(query)} />
          </span>
        )}
        {text.length > folded && (
          <button
            type="button"
            className="ml-1.5 rounded-control px-1 font-sans font-normal text-accent text-small hover:underline"
            onClick={() => setWhole(!whole)}
          >
            {whole ? 'show less' : `… ${text.length - folded} more characters`}
          </button>
        )}
      </span>
    </h2>
  );
}
