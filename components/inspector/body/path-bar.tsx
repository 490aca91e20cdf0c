'use client';

import { Link2 } from 'lucide-react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { CodeRows } from '#lib/body/code-line.ts';
import { printPlace } from '../detail/place.tsx';
import { useRequestLink } from '../detail/use-request-link.ts';
import { Visible } from '../wire-text.tsx';

/** How much of a path is shown: people can read no more in a line. */
const most = 300;

type Props = { rows: CodeRows; line: number; kind: string };

/** Where in the whole the chosen line is, and the ways to take it along. */
export function PathBar({ rows, line, kind }: Props) {
  const paths = rows.paths?.(line) ?? [];
  const [main] = paths;
  const link = useRequestLink();
  if (!main) return null;
  const { text } = main;
  return (
    <div
      role="toolbar"
      aria-label="The chosen line"
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
          name={`Path as ${path.name}`}
          text={path.text}
        />
      ))}
      {rows.valueText?.(line) != null && (
        <CopyButton
          look="quiet"
          label="Value"
          name={rows.isDecoded ? 'Value as shown' : 'Value as sent'}
          text={() => rows.valueText!(line)!}
        />
      )}
      <CopyButton
        look="quiet"
        label="Link"
        name="Link to this line"
        icon={<Link2 aria-hidden />}
        text={() => link(printPlace({ tab: 'body', view: kind, at: whereIs(rows, line, text) }))}
      />
    </div>
  );
}

/** Its path where that leads back to it, else its line in the text as sent. */
function whereIs(rows: CodeRows, line: number, path: string): string {
  if (rows.rowAtPath || !rows.placeOfRow) return path;
  const place = rows.placeOfRow(line);
  return `${place.line}.${place.column}`;
}
