'use client';

import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { faultWords } from '#lib/body/byte-rows.ts';
import { titleOf } from '#lib/body/index.ts';
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
  const fault = whatBreaks(body);
  const quiet = [
    ...(note === null ? [] : [note]),
    ...wordsOf(remarks, 'quiet'),
    ...('encoding' in body.rows ? textRemarks(body.rows) : []),
  ];
  const careful = wordsOf(remarks, 'careful');
  const bad = wordsOf(remarks, 'bad');
  const ownNotes = 'notes' in body.rows ? body.rows.notes : [];
  if (fault === null && quiet.length + careful.length + bad.length + ownNotes.length === 0) return null;
  return (
    <div className="shrink-0 px-4 pt-1.5 wide:px-5">
      {bad.length > 0 && (
        <Line icon={<CircleAlert className="text-bad" />}>
          <span className="text-bad">{sentence(bad)}</span>
        </Line>
      )}
      {fault !== null && (
        <Line icon={<CircleAlert className="text-bad" />}>
          <span className="text-bad">{fault}</span>
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

/** Where a body stops being what it is read as, and why; null as long as it does not. */
function whatBreaks(body: OpenBody): string | null {
  switch (body.kind) {
    case 'json':
    case 'xml': {
      const { error } = body.rows;
      return (
        error &&
        `Not valid ${titleOf(body.kind)} at line ${error.line}, column ${error.column}: ${error.message}`
      );
    }
    case 'messagepack':
    case 'protobuf':
    case 'cbor': {
      const { fault } = body.rows;
      return fault && faultWords(titleOf(body.kind), fault);
    }
    default:
      return null;
  }
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
