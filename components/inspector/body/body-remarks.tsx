'use client';

import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OpenBody } from './open-body.ts';
import { useRows } from './use-rows.ts';

/** What is worth knowing about a body before reading it; nothing for most. */
export function BodyRemarks({
  body,
  note,
  truncated,
}: {
  body: OpenBody;
  note: string | null;
  truncated: boolean;
}) {
  useRows(body.rows);
  const error = body.kind === 'json' ? body.rows.error : null;
  const remarks = [
    ...(note === null ? [] : [note]),
    ...(truncated ? ['cut where this server stopped keeping it'] : []),
    ...(body.kind === 'json' || body.kind === 'text' ? textRemarks(body.rows) : []),
  ];
  if (!error && remarks.length === 0) return null;
  return (
    <div className="shrink-0 px-4 pt-1.5 wide:px-5">
      {error && (
        <Remark icon={<CircleAlert className="text-bad" />}>
          <span className="text-bad">
            Not valid JSON at line {error.line}, column {error.column}: {error.message}
          </span>
        </Remark>
      )}
      {remarks.length > 0 && (
        <Remark icon={<Info className="text-quiet" />}>
          <span className="text-quiet">{sentence(remarks)}</span>
        </Remark>
      )}
    </div>
  );
}

function Remark({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 py-0.5 text-small [&_svg]:mt-0.5 [&_svg]:size-3 [&_svg]:shrink-0">
      {icon}
      {children}
    </p>
  );
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
