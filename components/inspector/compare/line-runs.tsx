'use client';

import { useMemo, useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { LongList } from '#components/ui/long-list.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { LineRun } from '#lib/diff/text.ts';
import { changeWords, lineRuns } from './words.ts';

/** Lines shown around a change. */
const around = 3;
/** The maximum number of lines rendered. */
const mostLines = 2000;
const shownCharacters = 2000;

type Line = { kind: LineRun['kind']; text: string } | { kind: 'folded'; count: number; at: number };

/** Two texts merged: added and removed lines with unchanged ones around them. Longer unchanged runs are folded. */
export function LineRuns({ runs }: { runs: readonly LineRun[] }) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const lines = useMemo(() => linesOf(runs, opened), [runs, opened]);
  return (
    <div className="overflow-x-auto rounded-control border border-line">
      <LongList
        items={lines.slice(0, mostLines)}
        rowHeight={20}
        around={(rows) => <ol className="min-w-full py-1 wire">{rows}</ol>}
        row={(line) =>
          line.kind === 'folded' ? (
            <li>
              <button
                type="button"
                onClick={() => setOpened(new Set([...opened, line.at]))}
                className="w-full px-3 py-0.5 text-left font-sans text-accent text-small hover:bg-hover"
              >
                {lineRuns.unfold(line.count)}
              </button>
            </li>
          ) : (
            <li
              className={classNames(
                'flex gap-2 whitespace-pre-wrap px-3',
                line.kind === 'added' && 'bg-good-tint',
                line.kind === 'removed' && 'bg-bad-tint',
              )}
            >
              <span aria-hidden className="w-3 shrink-0 select-none text-quiet">
                {{ added: '+', removed: '−', same: '' }[line.kind]}
              </span>
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                {line.kind !== 'same' && <span className="sr-only">{changeWords[line.kind]} </span>}
                <Visible text={line.text.slice(0, shownCharacters)} />
              </span>
            </li>
          )
        }
      />
      {lines.length > mostLines && (
        <p className="border-line border-t px-3 py-1.5 text-quiet text-small">
          {lineRuns.notShown(lines.length - mostLines)}
        </p>
      )}
    </div>
  );
}

function linesOf(runs: readonly LineRun[], opened: ReadonlySet<number>): Line[] {
  return runs.flatMap((run, at): Line[] => {
    const lines = run.lines.map((text) => ({ kind: run.kind, text }));
    const head = at === 0 ? 0 : around;
    const tail = at === runs.length - 1 ? 0 : around;
    if (run.kind !== 'same' || opened.has(at) || lines.length <= head + tail + 1) return lines;
    const count = lines.length - head - tail;
    return [...lines.slice(0, head), { kind: 'folded', count, at }, ...lines.slice(lines.length - tail)];
  });
}
