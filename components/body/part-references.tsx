'use client';

import { useMemo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import { cidReferences } from '#lib/body/multipart/cid-references.ts';
import type { MultipartReading } from '#lib/body/multipart/multipart.ts';
import { readable } from '#lib/http/byte-string.ts';
import { partView as words } from './words.ts';

/** The most parts among which those with a Content-ID are looked for. */
const mostParts = 1000;
const shownCharacters = 60;

type Props = {
  /** The content of the part that refers to others. */
  content: Uint8Array;
  parts: MultipartReading;
  onOpen: (index: number) => void;
};

/** The parts to which a part refers by `cid:` URLs (RFC 2392); nothing where it refers to none. */
export function PartReferences({ content, parts, onOpen }: Props) {
  const ids = useMemo(() => cidReferences(content), [content]);
  const targets = useMemo(() => (ids.length === 0 ? new Map() : partsById(parts)), [ids, parts]);
  if (ids.length === 0) return null;
  return (
    <p className="flex shrink-0 flex-wrap items-baseline gap-x-1 px-4 pt-2 wide:px-5">
      <span className="text-quiet">{words.references}</span>
      {ids.map((id) => {
        const target = targets.get(id);
        const name = readable(id).slice(0, shownCharacters);
        if (target === undefined) {
          return (
            <span key={id} className="text-careful">
              <Visible text={words.missing(name)} />
            </span>
          );
        }
        return (
          <Button key={id} look="quiet" className="text-accent!" onClick={() => onOpen(target.index)}>
            <Visible text={words.part(target.number, name)} />
          </Button>
        );
      })}
    </p>
  );
}

function partsById(parts: MultipartReading): Map<string, { index: number; number: number }> {
  const found = new Map<string, { index: number; number: number }>();
  const count = Math.min(mostParts, parts.readUpTo(mostParts));
  for (let index = 0; index < count; index++) {
    const row = parts.row(index);
    if (row.kind === 'part' && row.contentId !== null && !found.has(row.contentId)) {
      found.set(row.contentId, { index, number: row.number });
    }
  }
  return found;
}
