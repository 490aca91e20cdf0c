import {
  FileWarning,
  FileX,
  Pin,
  RotateCw,
  Scissors,
  ShieldAlert,
  ShieldCheck,
  ShieldQuestionMark,
  ShieldX,
  StickyNote,
  TriangleAlert,
  Unplug,
} from 'lucide-react';
import { encodingRead } from '#lib/http/byte-string.ts';
import type { SignatureResult } from '#lib/model/capture.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { AttemptPlace } from '../attempts/attempts-in-list.ts';
import { rowMarks } from './words.ts';

/** Icons for what is special about a capture. The label of the row has them as text (`markWords`). */
export function RowMarks({ row }: { row: CaptureSummary }) {
  return (
    <span className="flex items-center gap-1 [&_svg]:size-3.25" title={markWords(row).join(', ')} aria-hidden>
      {row.malformed && <TriangleAlert className="text-bad" />}
      {row.aborted && <Unplug className="text-bad" />}
      {row.body.truncated && <Scissors className="text-careful" />}
      {row.signature && <SignatureMark result={row.signature} />}
      {row.schema === 'invalid' && <FileX className="text-bad" />}
      {row.schema === 'unchecked' && <FileWarning className="text-careful" />}
      {row.note !== null && <StickyNote className="text-accent" />}
      {row.pinned && <Pin className="fill-current text-accent" />}
    </span>
  );
}

/** What the server found about the signature when the request arrived. Its form differs, not only its colour. */
function SignatureMark({ result }: { result: SignatureResult }) {
  switch (result) {
    case 'valid':
      return <ShieldCheck className="text-good" />;
    case 'invalid':
      return <ShieldX className="text-bad" />;
    case 'expired':
      return <ShieldAlert className="text-careful" />;
    case 'missing':
      return <ShieldQuestionMark className="text-careful" />;
  }
}

/** How many characters of the path the marks take the space of. */
export function roomForMarks(row: CaptureSummary): number {
  const encoding = encodingRead(row.path)?.length ?? 0;
  return Math.ceil(markWords(row).length * 2.5) + encoding;
}

export function markWords(row: CaptureSummary): string[] {
  return [
    row.malformed && rowMarks.malformed,
    row.aborted && rowMarks.aborted,
    row.body.truncated && rowMarks.truncated,
    row.signature !== undefined && rowMarks.signature[row.signature],
    row.schema !== undefined && row.schema !== 'valid' && rowMarks.schema[row.schema],
    row.note !== null && rowMarks.noted,
    row.pinned && rowMarks.pinned,
  ].filter((word) => word !== false);
}

/** Which attempt of a delivery it is, below the path: `2 / 3`. */
export function AttemptMark({ place, count }: AttemptPlace) {
  return (
    <span aria-hidden className="flex shrink-0 items-center gap-1 text-quiet tabular-nums">
      <RotateCw className="size-2.75" /> {`${place} / ${count}`}
    </span>
  );
}
