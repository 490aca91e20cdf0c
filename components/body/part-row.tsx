'use client';

import { ChevronRight } from 'lucide-react';
import type { MouseEvent, Ref } from 'react';
import { CopyIconButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { contentOf, type MultipartRow } from '#lib/body/multipart/multipart.ts';
import { humanSize } from '#lib/body/size.ts';
import { utf8OrNull } from '#lib/http/byte-string.ts';
import { PartSummary } from './part-summary.tsx';
import { partTitle, partType } from './part-words.ts';
import { partRow as words } from './words.ts';

type Props = {
  row: MultipartRow;
  /** The body that contains the part. */
  bytes: Uint8Array;
  onOpen: () => void;
  buttonRef: Ref<HTMLButtonElement>;
};

/** The longest text with a copy button, bytes; longer parts are copied from their own view. */
const mostCopied = 4096;

/** One line in a wide pane; in a narrow one the content is below the name. */
const columns =
  'grid grid-cols-[max(1.25rem,var(--digits))_minmax(0,1fr)_auto_auto] gap-x-2 @min-[40rem]:grid-cols-[max(1.75rem,var(--digits))_minmax(5rem,10rem)_minmax(0,1fr)_9.5rem_3.75rem_3.5rem]';

/** A part with its number, name, content, type and size; or the preamble or epilogue, less prominent. */
export function PartRow({ row, bytes, onOpen, buttonRef }: Props) {
  const content = contentOf(bytes, row);
  const title = partTitle(row);
  const type = partType(row);
  const text = row.kind === 'part' && content.length <= mostCopied ? utf8OrNull(content) : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a large target for the mouse; the keyboard uses the button.
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
        title={words.bytes(row.length)}
        className="col-start-3 row-start-1 pt-1 text-right text-quiet tabular-nums @min-[40rem]:col-start-5"
      >
        {humanSize(row.length)}
      </span>
      <span className="col-start-4 row-start-1 flex touch:-my-1 @min-[40rem]:col-start-6">
        {text && (
          <CopyIconButton
            name={words.copiedContent(title)}
            text={text}
            className="opacity-0 focus-visible:opacity-100 group-hover/part:opacity-100 touch:hidden"
          />
        )}
        <IconButton ref={buttonRef} label={words.open(title)} onClick={onOpen} className="ml-auto">
          <ChevronRight />
        </IconButton>
      </span>
    </div>
  );
}

/** Whether a click is on the row itself, and does not end a text selection. */
function isPlainClick({ target, currentTarget }: MouseEvent<HTMLElement>): boolean {
  const onButton = target instanceof Element && target.closest('button') !== null;
  const selection = getSelection();
  const isSelecting =
    selection !== null && !selection.isCollapsed && selection.containsNode(currentTarget, true);
  return !onButton && !isSelecting;
}
