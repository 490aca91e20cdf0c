'use client';

import { ChevronRight } from 'lucide-react';
import type { MouseEvent, Ref } from 'react';
import { countWords } from '#components/frame/count-words.ts';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { contentOf, type MultipartRow } from '#lib/body/multipart.ts';
import { humanSize } from '#lib/body/size.ts';
import { utf8OrNull } from '#lib/http/byte-string.ts';
import { PartSummary } from './part-summary.tsx';
import { partTitle, partType } from './part-words.ts';

type Props = {
  row: MultipartRow;
  /** What it is in. */
  bytes: Uint8Array;
  onOpen: () => void;
  buttonRef: Ref<HTMLButtonElement>;
};

/** Longer text is copied where it can be seen: the rows look at all of it. */
const mostCopied = 4096;

/** Where there is room everything stands in one line, else what is in the part stands below its name. */
const columns =
  'grid grid-cols-[max(1.25rem,var(--digits))_minmax(0,1fr)_auto_auto] gap-x-2 @min-[40rem]:grid-cols-[max(1.75rem,var(--digits))_minmax(5rem,10rem)_minmax(0,1fr)_9.5rem_3.75rem_3.5rem]';

/** A part: number, name, what is in it, type, size. What is around the parts is set back. */
export function PartRow({ row, bytes, onOpen, buttonRef }: Props) {
  const content = contentOf(bytes, row);
  const title = partTitle(row);
  const type = partType(row);
  const text = row.kind === 'part' && content.length <= mostCopied ? utf8OrNull(content) : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a large target for the mouse; keys have the button at its end.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what can be filled in.
    <div
      role="group"
      aria-label={title}
      onClick={(event) => isPlainClick(event) && onOpen()}
      className={`group/part cursor-pointer border-faint border-b py-1 pr-2 pl-4 font-sans text-words hover:bg-hover wide:pr-3 wide:pl-5 ${columns}`}
    >
      <span className="select-none pt-1 text-quiet tabular-nums">{row.kind === 'part' && row.number}</span>
      {row.kind === 'part' ? (
        <PartSummary part={row} content={content} />
      ) : (
        <span className="pt-1 text-quiet @min-[40rem]:col-span-2">{title}</span>
      )}
      {type !== null && (
        <span
          title={type}
          className="col-start-2 truncate text-quiet text-small @min-[40rem]:col-start-4 @min-[40rem]:row-start-1 @min-[40rem]:pt-1.25"
        >
          {type}
        </span>
      )}
      <span
        title={`${countWords(row.length)} bytes`}
        className="col-start-3 row-start-1 pt-1 text-right text-quiet tabular-nums @min-[40rem]:col-start-5"
      >
        {humanSize(row.length)}
      </span>
      <span className="col-start-4 row-start-1 flex touch:-my-1 @min-[40rem]:col-start-6">
        {text && (
          <CopyIconButton
            name={`content of ${title}`}
            text={text}
            className="opacity-0 focus-visible:opacity-100 group-hover/part:opacity-100 touch:hidden"
          />
        )}
        <IconButton ref={buttonRef} label={`Open ${title}`} onClick={onOpen} className="ml-auto">
          <ChevronRight />
        </IconButton>
      </span>
    </div>
  );
}

/** A click on the row itself, and not the end of selecting text in it. */
function isPlainClick({ target, currentTarget }: MouseEvent<HTMLElement>): boolean {
  const onButton = target instanceof Element && target.closest('button') !== null;
  const selection = getSelection();
  const isSelecting =
    selection !== null && !selection.isCollapsed && selection.containsNode(currentTarget, true);
  return !onButton && !isSelecting;
}
