'use client';

import { ChevronLeft } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { buttonClasses } from '#components/ui/button.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import { contentOf, type MultipartReading, type MultipartRow } from '#lib/body/multipart/multipart.ts';
import { declaredNote, type MultipartPart } from '#lib/body/multipart/part.ts';
import { partFileName } from '#lib/body/multipart/part-file-name.ts';
import type { Content } from './content.ts';
import { contentTypeOf } from './part-content-type.ts';
import { PartHeaders } from './part-headers.tsx';
import { PartReferences } from './part-references.tsx';
import { partTitle } from './part-words.ts';
import { useEscape } from './use-escape.ts';
import { partView as words } from './words.ts';

type Props = {
  /** The content that contains the part. */
  container: Content;
  /** The number of the containing part, `2.`; empty for the parts of a body. */
  numbers: string;
  row: MultipartRow;
  /** All parts, for references between them. */
  parts: MultipartReading | null;
  onOpen: (index: number) => void;
  onBack: () => void;
  /** Renders the content of the part; `numbers` prefixes the numbers of its parts, `head` is shown above it. */
  show: (part: { content: Content; numbers: string; head: ReactNode }) => ReactNode;
};

/** One part: its headers, and its content viewed like a body. */
export function PartView({ container, numbers, row, parts, onOpen, onBack, show }: Props) {
  const content = useMemo(() => partContent(container, row, numbers), [container, row, numbers]);
  const back = useRef<HTMLButtonElement>(null);
  useEscape(onBack);
  // Also when a reference leads to another part.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another part is opened.
  useEffect(() => back.current?.focus(), [row]);
  const partName = row.kind === 'part' ? row.filename?.text || row.name?.text : null;
  const head = (
    <>
      <div className="flex shrink-0 items-center gap-2.5 px-4 pt-2 wide:px-5">
        <button
          ref={back}
          type="button"
          {...tooltip(words.back, 'Esc')}
          className={buttonClasses('outline', 'pl-1.5')}
          onClick={onBack}
        >
          <ChevronLeft aria-hidden /> {numbers === '' ? words.parts : container.name}
        </button>
        <h3 className="min-w-0 truncate">
          <span className="font-medium">{content.name}</span>
          {partName && (
            <span className="ml-2 text-quiet wire">
              <Visible text={partName} />
            </span>
          )}
        </h3>
      </div>
      {row.kind === 'part' && <PartHeaders headers={row.headers} />}
      {row.kind === 'part' && parts !== null && (
        <PartReferences content={content.bytes} parts={parts} onOpen={onOpen} />
      )}
    </>
  );
  return (
    <section key={content.name} aria-label={content.name} className="flex min-h-0 flex-1 flex-col">
      {show({ content, numbers: row.kind === 'part' ? `${numbers}${row.number}.` : numbers, head })}
    </section>
  );
}

function partContent(container: Content, row: MultipartRow, numbers: string): Content {
  const isPart = row.kind === 'part';
  const contentType = isPart ? contentTypeOf(row) : null;
  const number = isPart ? `${numbers}${row.number}` : `${numbers}${row.kind}`;
  return {
    bytes: contentOf(container.bytes, row),
    contentType,
    name: partTitle(row, numbers),
    fileName: partFileName({
      seq: container.seq,
      number,
      filename: isPart ? (row.filename?.text ?? null) : null,
      contentType,
    }),
    seq: container.seq,
    sha256: null,
    remarks: isPart ? notesOf(row).map((note) => ({ tone: 'quiet', words: sentence(note) })) : [],
    isEncoded: false,
  };
}

function notesOf(part: MultipartPart): string[] {
  return [...part.notes, declaredNote(part)].filter((note) => note !== null);
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
