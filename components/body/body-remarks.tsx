'use client';

import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { faultWords } from '#lib/body/byte-rows.ts';
import { titleOf } from '#lib/body/index.ts';
import type { Remark } from './content.ts';
import type { OpenBody } from './open-body.ts';
import { useRows } from './use-rows.ts';
import { bodyRemarks as words } from './words.ts';

type Props = {
  body: OpenBody;
  note: string | null;
  remarks: readonly Remark[];
};

/** Notices above a body, the most severe first; none for most bodies. */
export function BodyRemarks({ body, note, remarks }: Props) {
  useRows(body.rows);
  const fault = faultOf(body);
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
          <span className="text-bad">{bad.join(' ')}</span>
        </Line>
      )}
      {fault !== null && (
        <Line icon={<CircleAlert className="text-bad" />}>
          <span className="text-bad">{fault}</span>
        </Line>
      )}
      {careful.length > 0 && (
        <Line icon={<TriangleAlert className="text-careful" />}>
          <span className="text-careful">{careful.join(' ')}</span>
        </Line>
      )}
      {ownNotes.map((sentence) => (
        <Line key={sentence} icon={<TriangleAlert className="text-careful" />}>
          <span className="text-careful">{sentence}</span>
        </Line>
      ))}
      {quiet.length > 0 && (
        <Line icon={<Info className="text-quiet" />}>
          <span className="text-quiet">{quiet.join(' ')}</span>
        </Line>
      )}
    </div>
  );
}

/** Where and why a body is not valid, as a sentence; null for valid bodies. */
function faultOf(body: OpenBody): string | null {
  switch (body.kind) {
    case 'json':
    case 'xml': {
      const { error } = body.rows;
      return error && words.broken(titleOf(body.kind), error.line, error.column, error.message);
    }
    case 'messagepack':
    case 'protobuf':
    case 'cbor': {
      const { fault } = body.rows;
      return fault && words.sentence(faultWords(titleOf(body.kind), fault));
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

type Decoding = {
  encoding: string;
  unknownCharset: string | null;
  /** Of a form: the field that declares the encoding. */
  charsetField?: string | null;
  bom?: boolean;
  replaced?: boolean;
};

function textRemarks({
  encoding,
  unknownCharset,
  charsetField = null,
  bom = false,
  replaced = false,
}: Decoding): string[] {
  const name = encoding === 'utf-8' ? 'UTF-8' : encoding;
  const read = charsetField === null ? words.charset(name) : words.charsetOfField(name, charsetField);
  return [
    unknownCharset !== null && words.unknownCharset(unknownCharset),
    unknownCharset === null && encoding !== 'utf-8' && read,
    bom && words.byteOrderMark,
    replaced && words.replaced(name),
  ].filter((sentence) => sentence !== false);
}
