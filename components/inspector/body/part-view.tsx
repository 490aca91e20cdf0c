'use client';

import { ChevronLeft } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { buttonClasses } from '#components/ui/button.tsx';
import { tooltip } from '#components/ui/tooltips.tsx';
import { contentOf, type MultipartRow } from '#lib/body/multipart.ts';
import { partFileName } from '#lib/body/part-file-name.ts';
import { Visible } from '../wire-text.tsx';
import type { Content } from './content.ts';
import { ContentView } from './content-view.tsx';
import { PartHeaders } from './part-headers.tsx';
import { partTitle } from './part-words.ts';
import { useEscape } from './use-escape.ts';

type Props = {
  /** What it is in. */
  whole: Content;
  /** The number of what it is in, `2.`; nothing for the parts of a body. */
  numbers: string;
  row: MultipartRow;
  onBack: () => void;
};

/** A part by itself: its header lines, and its content read like any body. */
export function PartView({ whole, numbers, row, onBack }: Props) {
  const content = useMemo(() => partContent(whole, row, numbers), [whole, row, numbers]);
  const back = useRef<HTMLButtonElement>(null);
  useEscape(onBack);
  useEffect(() => back.current?.focus(), []);
  const called = row.kind === 'part' ? row.filename?.text || row.name?.text : null;
  const head = (
    <>
      <div className="flex shrink-0 items-center gap-2.5 px-4 pt-2 wide:px-5">
        <button
          ref={back}
          type="button"
          {...tooltip('One step back', 'Esc')}
          className={buttonClasses('outline', 'pl-1.5')}
          onClick={onBack}
        >
          <ChevronLeft aria-hidden /> {numbers === '' ? 'Parts' : whole.name}
        </button>
        <h3 className="min-w-0 truncate">
          <span className="font-medium">{content.name}</span>
          {called && (
            <span className="ml-2 text-quiet wire">
              <Visible text={called} />
            </span>
          )}
        </h3>
      </div>
      {row.kind === 'part' && <PartHeaders headers={row.headers} />}
    </>
  );
  return (
    <section aria-label={content.name} className="flex min-h-0 flex-1 flex-col">
      <ContentView
        content={content}
        numbers={row.kind === 'part' ? `${numbers}${row.number}.` : numbers}
        head={head}
      />
    </section>
  );
}

function partContent(whole: Content, row: MultipartRow, numbers: string): Content {
  const isPart = row.kind === 'part';
  const contentType = isPart ? row.contentType : null;
  const number = isPart ? `${numbers}${row.number}` : `${numbers}${row.kind}`;
  return {
    bytes: contentOf(whole.bytes, row),
    contentType,
    name: partTitle(row, numbers),
    fileName: partFileName({
      seq: whole.seq,
      number,
      filename: isPart ? (row.filename?.text ?? null) : null,
      contentType,
    }),
    seq: whole.seq,
    sha256: null,
    remarks: isPart ? row.notes.map((words) => ({ tone: 'quiet', words })) : [],
    coded: false,
  };
}
