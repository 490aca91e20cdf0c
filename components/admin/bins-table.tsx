'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { AdminApi, BinUseJson, BinUsesJson } from '#components/api/admin.ts';
import { binarySize } from '#components/bin/binary-size.ts';
import { Time } from '#components/frame/time.tsx';
import { Button } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { classNames } from '#components/ui/class-names.ts';
import type { Question } from '#components/ui/confirm-question.ts';
import { countWords } from '#components/ui/count-words.ts';
import { Field } from '#components/ui/field.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { useFetched } from '#components/ui/use-fetched.ts';
import { BinMenu } from './bin-menu.tsx';
import { binsTable } from './words.ts';

type Props = { api: AdminApi; onQuestion: (question: Question) => void; onBlocked: () => void };
type Order = { by: string; order: 'asc' | 'desc' };

/** How often the first page is fetched again, milliseconds. */
const interval = 5000;

/** All bins, sorted by a column, with the actions for each. */
export function BinsTable({ api, onQuestion, onBlocked }: Props) {
  const [order, setOrder] = useState<Order>({ by: 'rate', order: 'desc' });
  const [slug, setSlug] = useState('');
  const [more, setMore] = useState<BinUsesJson | null>(null);
  const [busy, setBusy] = useState(false);
  const query = useCallback(
    (signal: AbortSignal) => api.bins({ ...order, slug: slug.trim().toLowerCase() }, signal),
    [api, order, slug],
  );
  // Once more pages are loaded, the rows stay where they are.
  const first = useFetched(query, more === null ? interval : null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order starts at its first page.
  useEffect(() => setMore(null), [query]);

  const next = more ? more.next : (first.value?.next ?? null);
  const bins = unique([...(first.value?.bins ?? []), ...(more?.bins ?? [])]);

  async function loadMore(): Promise<void> {
    if (next === null) return;
    setBusy(true);
    try {
      const page = await api.bins({ ...order, slug: slug.trim().toLowerCase(), after: next });
      setMore({ bins: [...(more?.bins ?? []), ...page.bins], next: page.next });
    } catch (error) {
      noticeTrouble(binsTable.notLoaded, error);
    }
    setBusy(false);
  }

  async function act(what: Promise<unknown>, failed: string): Promise<void> {
    await what.catch((error) => noticeTrouble(failed, error));
    setMore(null);
    first.refresh();
    onBlocked();
  }

  return (
    <section aria-labelledby="bins" className="mt-10">
      <h2 id="bins" className="font-semibold text-name">
        {binsTable.title}
      </h2>
      <Field
        className="mt-3 max-w-70"
        label={binsTable.filter}
        mono
        value={slug}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        onChange={(event) => setSlug(event.target.value)}
      />
      {first.trouble && (
        <div className="mt-4">
          <TroubleNote trouble={first.trouble} onRetry={first.refresh} />
        </div>
      )}
      <table className="mt-2 w-full table-fixed border-collapse tabular-nums">
        <thead>
          <tr className="border-line border-b text-quiet text-small">
            <Heading by="slug" first="asc" order={order} onOrder={setOrder}>
              {binsTable.bin}
            </Heading>
            <Heading by="rate" order={order} onOrder={setOrder} className="w-18 text-right">
              {binsTable.rate}
            </Heading>
            <Heading by="size" order={order} onOrder={setOrder} className="w-20 text-right">
              {binsTable.size}
            </Heading>
            <Heading
              by="received"
              order={order}
              onOrder={setOrder}
              className="hidden w-22 text-right wide:table-cell"
            >
              {binsTable.received}
            </Heading>
            <Heading
              by="refused"
              order={order}
              onOrder={setOrder}
              className="hidden w-28 text-right wide:table-cell"
            >
              {binsTable.rejected}
            </Heading>
            <Heading
              by="created"
              order={order}
              onOrder={setOrder}
              className="hidden w-18 text-right wide:table-cell"
            >
              {binsTable.created}
            </Heading>
            <th className="w-10">
              <span className="sr-only">{binsTable.actionsColumn}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.slug} className="border-faint border-b hover:bg-hover">
              <td className="py-1.5 pr-3">
                <span className="flex items-center gap-2">
                  <span className="truncate wire" title={bin.slug}>
                    {bin.slug}
                  </span>
                  {bin.blocked && <Chip tone="bad">{binsTable.blocked}</Chip>}
                  {bin.declared && <Chip>{binsTable.declared}</Chip>}
                </span>
                {bin.name && <span className="block truncate text-quiet text-small">{bin.name}</span>}
                {bin.refused > 0 && (
                  <span className="block text-quiet text-small wide:hidden">
                    {binsTable.rejectedCount(bin.refused)}
                  </span>
                )}
              </td>
              <td className="text-right">
                {bin.rate === 0 ? <Nothing /> : binsTable.perSecond(rateText(bin.rate))}
              </td>
              <td className="text-right">{bin.bytes === 0 ? <Nothing /> : binarySize(bin.bytes)}</td>
              <td className="hidden text-right wide:table-cell">
                {bin.received === 0 ? <Nothing /> : countWords(bin.received)}
              </td>
              <td className="hidden text-right wide:table-cell">
                {bin.refused === 0 ? <Nothing /> : countWords(bin.refused)}
              </td>
              <td className="hidden text-right text-quiet wide:table-cell">
                <Time iso={bin.createdAt} style="age" />
              </td>
              <td className="text-right">
                <BinMenu bin={bin} api={api} act={act} onQuestion={onQuestion} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {first.value && bins.length === 0 && <p className="mt-4 text-quiet">{emptyText(order.by, slug)}</p>}
      <div className="mt-3 flex items-center gap-3 text-quiet text-small">
        {next !== null && (
          <Button busy={busy} onClick={loadMore}>
            {binsTable.loadMore}
          </Button>
        )}
        {bins.length > 0 && <span>{binsTable.shown(bins.length)}</span>}
      </div>
    </section>
  );
}

type HeadingProps = Pick<Order, 'by'> & {
  order: Order;
  /** The order after the first click. */
  first?: Order['order'];
  onOrder: (order: Order) => void;
  className?: string;
  children: ReactNode;
};

/** A column heading: a click sorts by it, another reverses the order. */
function Heading({ by, order, first = 'desc', onOrder, className, children }: HeadingProps) {
  const isOwn = order.by === by;
  const reversed = order.order === 'asc' ? 'desc' : 'asc';
  const Arrow = order.order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={isOwn ? (order.order === 'asc' ? 'ascending' : 'descending') : undefined}
      className={classNames('font-normal', className ?? 'text-left')}
    >
      <button
        type="button"
        onClick={() => onOrder({ by, order: isOwn ? reversed : first })}
        className={classNames(
          'inline-flex h-8 items-center gap-1 rounded-mark hover:text-ink touch:h-10 touch:min-w-9',
          isOwn && 'font-medium text-ink',
        )}
      >
        {children}
        {isOwn && <Arrow className="size-3" aria-hidden />}
      </button>
    </th>
  );
}

const Nothing = () => <span className="text-quiet">{binsTable.zero}</span>;

function rateText(rate: number): string {
  if (rate < 0.05) return '< 0.1';
  return rate < 9.95 ? rate.toFixed(1) : countWords(Math.round(rate));
}

function emptyText(by: string, slug: string): string {
  if (by === 'rate') return slug ? binsTable.noneBusyOfThese : binsTable.noneBusy;
  return slug ? binsTable.noneWithSlug : binsTable.none;
}

/** Each bin once: pages overlap when the order changed in between. */
function unique(bins: BinUseJson[]): BinUseJson[] {
  return [...new Map(bins.map((bin) => [bin.slug, bin])).values()];
}
