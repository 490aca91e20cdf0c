'use client';

import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Remark } from './content.ts';
import type { OpenBody } from './open-body.ts';
import { useRows } from './use-rows.ts';

type Props = {
  body: OpenBody;
  note: string | null;
  remarks: readonly Remark[];
};

/** What is worth knowing about a body before reading it; nothing for most. */
export function BodyRemarks({ body, note, remarks }: Props) {
  useRows(body.rows);
  const error = body.kind === 'json' || body.kind === 'xml' ? body.rows.error : null;
  const quiet = [
    ...(note === null ? [] : [note]),
    ...wordsOf(remarks, 'quiet'),
    ...('encoding' in body.rows ? textRemarks(body.rows) : []),
  ];
  const careful = wordsOf(remarks, 'careful');
  const bad = wordsOf(remarks, 'bad');
  const ownNotes = body.kind === 'multipart' || body.kind === 'csv' ? body.rows.notes : [];
  if (!error && quiet.length + careful.length + bad.length + ownNotes.length === 0) return null;
  return (
    <div className="shrink-0 px-4 pt-1.5 wide:px-5">
      {bad.length > 0 && (
        <Line icon={<CircleAlert className="text-bad" />}>
          <span className="text-bad">{sentence(bad)}</span>
        </Line>
      )}
      {error && (
        <Line icon={<CircleAlert className="text-bad" />}>
          <span className="text-bad">
            Not valid {body.kind === 'xml' ? 'XML' : 'JSON'} at line {error.line}, column {error.column}:{' '}
            {error.message}
          </span>
        </Line>
      )}
      {careful.length > 0 && (
        <Line icon={<TriangleAlert className="text-careful" />}>
          <span className="text-careful">{sentence(careful)}</span>
        </Line>
      )}
      {ownNotes.map((words) => (
        <Line key={words} icon={<TriangleAlert className="text-careful" />}>
          <span className="text-careful">{words}</span>
        </Line>
      ))}
      {quiet.length > 0 && (
        <Line icon={<Info className="text-quiet" />}>
          <span className="text-quiet">{sentence(quiet)}</span>
        </Line>
      )}
    </div>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 py-0.5 text-small [&_svg]:mt-0.5 [&_svg]:size-3 [&_svg]:shrink-0">
      {icon}
      {children}
    </p>
  );
}

function wordsOf(remarks: readonly Remark[], tone: Remark['tone']): string[] {
  return remarks.filter((remark) => remark.tone === tone).map(({ words }) => words);
}

type Decoding = { encoding: string; unknownCharset: string | null; bom: boolean; replaced: boolean };

function textRemarks({ encoding, unknownCharset, bom, replaced }: Decoding): string[] {
  return [
    unknownCharset !== null && `charset ${unknownCharset} is not known, read as UTF-8`,
    unknownCharset === null && encoding !== 'utf-8' && `read as ${encoding}`,
    bom && 'begins with a byte order mark',
    replaced && `some bytes are not ${encoding}, \ufffd stands in their place: see Hex`,
  ].filter((words) => words !== false);
}

function sentence(parts: readonly string[]): string {
  const joined = parts.join('; ');
  return `${joined.charAt(0).toUpperCase()}${joined.slice(1)}.`;
}
