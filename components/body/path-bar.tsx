'use client';

import { FilterByButton } from '#components/request/filter-by-button.tsx';
import { printPlace } from '#components/request/place-in-request.tsx';
import { RequestLinkButton } from '#components/request/request-link-button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { CodeRows } from '#lib/body/code-line.ts';
import { lineWord } from './line-word.ts';
import { pathBar as words } from './words.ts';

/** How much of a path is shown, characters. */
const most = 300;

type Props = { rows: CodeRows; line: number; kind: string };

/** The path of the selected line, with buttons to copy its path, value and link. */
export function PathBar({ rows, line, kind }: Props) {
  const paths = rows.paths?.(line) ?? [];
  const [main] = paths;
  if (!main) return null;
  const { text } = main;
  return (
    <div
      role="toolbar"
      aria-label={words.label}
      className="sticky bottom-0 flex shrink-0 flex-wrap items-center gap-x-1 border-line border-t bg-panel px-4 py-1 wide:px-5"
    >
      <span title={text.slice(0, 2000)} className="min-w-40 flex-1 truncate py-1 wire [direction:ltr]">
        <Visible text={text.length > most ? `… ${text.slice(-most)}` : text} />
      </span>
      {paths.map((path) => (
        <CopyButton
          key={path.name}
          look="quiet"
          label={path.name}
          name={words.path(path.name)}
          text={path.text}
        />
      ))}
      {rows.valueText?.(line) != null && (
        <CopyButton
          look="quiet"
          label={words.value}
          name={rows.isDecoded ? words.valueAsShown : words.valueAsReceived}
          text={() => rows.valueText!(line)!}
        />
      )}
      <FilterByButton word={lineWord(rows, line)}>{words.filter}</FilterByButton>
      <RequestLinkButton
        look="quiet"
        name={words.lineLink}
        fragment={() => printPlace({ tab: 'body', view: kind, at: addressOf(rows, line, text) })}
      />
    </div>
  );
}

/** The path of a line if it identifies the line, else its position in the received text. */
function addressOf(rows: CodeRows, line: number, path: string): string {
  if (rows.rowAtPath || !rows.placeOfRow) return path;
  const place = rows.placeOfRow(line);
  return `${place.line}.${place.column}`;
}
