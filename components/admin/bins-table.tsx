'use client';

import { ArrowDown, ArrowUp, Ban, Ellipsis, KeyRound, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { AdminApi, BinUseJson, BinUsesJson } from '#components/api/admin.ts';
import { countOf, countWords } from '#components/frame/count-words.ts';
import { Time } from '#components/frame/time.tsx';
import { Button } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { menuEntries } from '#components/ui/menu-entry.ts';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { Question } from '#components/ui/question.ts';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { humanSize } from '#lib/body/size.ts';
import { toDeleteBin, toOpenBin } from './admin-questions.ts';
import { useLooked } from './use-looked.ts';

type Props = { api: AdminApi; onQuestion: (question: Question) => void; onBlocked: () => void };
type Order = { by: string; order: 'asc' | 'desc' };

/** How often the first page is looked at again, milliseconds. */
const interval = 5000;

/** All bins by how much they take, and what can be done about one. */
export function BinsTable({ api, onQuestion, onBlocked }: Props) {
  const [order, setOrder] = useState<Order>({ by: 'rate', order: 'desc' });
  const [slug, setSlug] = useState('');
  const [more, setMore] = useState<BinUsesJson | null>(null);
  const [busy, setBusy] = useState(false);
  const query = useCallback(
    (signal: AbortSignal) => api.bins({ ...order, slug: slug.trim().toLowerCase() }, signal),
    [api, order, slug],
  );
  // Turning pages, nobody wants the ground to move.
  const first = useLooked(query, more === null ? interval : null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order starts at its first page.
  useEffect(() => setMore(null), [query]);

  const next = more ? more.next : (first.value?.next ?? null);
  const bins = unique([...(first.value?.bins ?? []), ...(more?.bins ?? [])]);

  async function turn(): Promise<void> {
    if (next === null) return;
    setBusy(true);
    try {
      const page = await api.bins({ ...order, slug: slug.trim().toLowerCase(), after: next });
      setMore({ bins: [...(more?.bins ?? []), ...page.bins], next: page.next });
    } catch (error) {
      noticeTrouble('The next bins did not come.', error);
    }
    setBusy(false);
  }

  async function act(what: Promise<unknown>, failed: string): Promise<void> {
    await what.catch((error) => noticeTrouble(failed, error));
    setMore(null);
    first.look();
    onBlocked();
  }

  return (
    <section aria-labelledby="bins" className="mt-10">
      <h2 id="bins" className="font-semibold text-name">
        Bins
      </h2>
      <Field
        className="mt-3 max-w-70"
        label="Slug begins with"
        mono
        value={slug}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        onChange={(event) => setSlug(event.target.value)}
      />
      {first.trouble && (
        <div className="mt-4">
          <TroubleNote trouble={first.trouble} onRetry={first.look} />
        </div>
      )}
      <table className="mt-2 w-full table-fixed border-collapse tabular-nums">
        <thead>
          <tr className="border-line border-b text-quiet text-small">
            <Heading by="slug" first="asc" order={order} onOrder={setOrder}>
              Bin
            </Heading>
            <Heading by="rate" order={order} onOrder={setOrder} className="w-18 text-right">
              Now
            </Heading>
            <Heading by="size" order={order} onOrder={setOrder} className="w-20 text-right">
              Kept
            </Heading>
            <Heading
              by="received"
              order={order}
              onOrder={setOrder}
              className="hidden w-22 text-right wide:table-cell"
            >
              Received
            </Heading>
            <Heading
              by="refused"
              order={order}
              onOrder={setOrder}
              className="hidden w-28 text-right wide:table-cell"
            >
              Turned away
            </Heading>
            <Heading
              by="created"
              order={order}
              onOrder={setOrder}
              className="hidden w-18 text-right wide:table-cell"
            >
              Made
            </Heading>
            <th className="w-10">
              <span className="sr-only">Actions</span>
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
                  {bin.blocked && <Chip tone="bad">blocked</Chip>}
                  {bin.declared && <Chip>declared</Chip>}
                </span>
                {bin.name && <span className="block truncate text-quiet text-small">{bin.name}</span>}
                {bin.refused > 0 && (
                  <span className="block text-quiet text-small wide:hidden">
                    {countWords(bin.refused)} turned away
                  </span>
                )}
              </td>
              <td className="text-right">{bin.rate === 0 ? <Nothing /> : `${rateText(bin.rate)} /s`}</td>
              <td className="text-right">{bin.bytes === 0 ? <Nothing /> : humanSize(bin.bytes)}</td>
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
      {first.value && bins.length === 0 && <p className="mt-4 text-quiet">{emptyWords(order.by, slug)}</p>}
      <div className="mt-3 flex items-center gap-3 text-quiet text-small">
        {next !== null && (
          <Button busy={busy} onClick={turn}>
            More
          </Button>
        )}
        {bins.length > 0 && <span>{countOf(bins.length, 'bin')} shown</span>}
      </div>
    </section>
  );
}

type HeadingProps = Pick<Order, 'by'> & {
  order: Order;
  /** The order a first click puts. */
  first?: Order['order'];
  onOrder: (order: Order) => void;
  className?: string;
  children: ReactNode;
};

/** The head of a column: a click puts the rows in its order, another turns it round. */
function Heading({ by, order, first = 'desc', onOrder, className, children }: HeadingProps) {
  const isOwn = order.by === by;
  const turned = order.order === 'asc' ? 'desc' : 'asc';
  const Arrow = order.order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={isOwn ? (order.order === 'asc' ? 'ascending' : 'descending') : undefined}
      className={classNames('font-normal', className ?? 'text-left')}
    >
      <button
        type="button"
        onClick={() => onOrder({ by, order: isOwn ? turned : first })}
        className={classNames(
          'inline-flex h-8 items-center gap-1 rounded-mark hover:text-ink touch:h-10',
          isOwn && 'font-medium text-ink',
        )}
      >
        {children}
        {isOwn && <Arrow className="size-3" aria-hidden />}
      </button>
    </th>
  );
}

type MenuProps = Pick<Props, 'api' | 'onQuestion'> & {
  bin: BinUseJson;
  act: (what: Promise<unknown>, failed: string) => Promise<void>;
};

function BinMenu({ bin, api, act, onQuestion }: MenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={`More for ${bin.slug}`}>
          <Ellipsis />
        </IconButton>
      }
      entries={menuEntries(
        {
          is: 'action',
          title: 'Open with a link of its own',
          icon: <KeyRound aria-hidden />,
          act: () => onQuestion(toOpenBin(bin.slug, api)),
        },
        !bin.blocked && {
          is: 'action',
          title: 'Block',
          icon: <Ban aria-hidden />,
          act: () => void act(api.block({ slug: bin.slug }), 'The bin was not blocked.'),
        },
        { is: 'line' },
        {
          is: 'action',
          title: 'Delete the bin',
          icon: <Trash2 aria-hidden />,
          danger: true,
          act: () =>
            onQuestion(
              toDeleteBin(bin.slug, () => api.removeBin(bin.slug).then(() => act(Promise.resolve(), ''))),
            ),
        },
      )}
    />
  );
}

const Nothing = () => <span className="text-quiet">–</span>;

function rateText(rate: number): string {
  if (rate < 0.05) return '< 0.1';
  return rate < 9.95 ? rate.toFixed(1) : countWords(Math.round(rate));
}

function emptyWords(by: string, slug: string): string {
  if (by === 'rate')
    return slug
      ? 'None of these gets requests now. Another order shows the others.'
      : 'No bin gets requests now. Another order shows the others.';
  return slug ? 'No slug begins so.' : 'There are no bins yet.';
}

/** Each bin once: pages may overlap when the order changed meanwhile. */
function unique(bins: BinUseJson[]): BinUseJson[] {
  return [...new Map(bins.map((bin) => [bin.slug, bin])).values()];
}
