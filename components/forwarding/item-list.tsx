'use client';

import { Button } from '#components/ui/button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { ItemRow } from './item-row.tsx';
import type { useItems } from './use-items.ts';
import { ruleRequests as words } from './words.ts';

type Props = ReturnType<typeof useItems> & {
  binKey: string;
  /** Whether rows say which state they are in. */
  hasState?: boolean;
  empty: string;
  /** Which requests are selected, by seq, and how one is; null where none can be. */
  selection?: { has: (seq: number) => boolean; toggle: (seq: number) => void } | null;
  /** Forwards a request that was left out; null where that is not possible. */
  onForward?: ((seq: number) => Promise<void>) | null;
};

/** Requests of a rule, newest first. */
export function ItemList({
  items,
  hasMore,
  trouble,
  showMore,
  reload,
  binKey,
  hasState = false,
  empty,
  selection = null,
  onForward = null,
}: Props) {
  return (
    <>
      {trouble && (
        <div className="mb-3">
          <TroubleNote trouble={trouble} onRetry={reload} />
        </div>
      )}
      {items === null && !trouble && (
        <p role="status" className="flex items-center gap-2 text-quiet">
          <Spinner /> {words.loading}
        </p>
      )}
      {items?.length === 0 && <p className="py-2 text-quiet">{empty}</p>}
      {items !== null && items.length > 0 && (
        <ul aria-label={words.label}>
          {items.map((item) => (
            <ItemRow
              key={item.seq}
              item={item}
              binKey={binKey}
              hasState={hasState}
              isSelected={selection === null ? null : selection.has(item.seq)}
              onToggle={() => selection?.toggle(item.seq)}
              onForward={onForward}
            />
          ))}
        </ul>
      )}
      {hasMore && (
        <Button className="mt-3" onClick={showMore}>
          {words.more}
        </Button>
      )}
    </>
  );
}
