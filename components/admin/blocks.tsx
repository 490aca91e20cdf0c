'use client';

import { type FormEvent, useId, useState } from 'react';
import type { AdminApi, BlockJson } from '#components/api/admin.ts';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { Time } from '#components/frame/time.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { slugPattern } from '#lib/model/slug.ts';
import type { Looked } from './use-looked.ts';

type Props = { api: AdminApi; blocks: Looked<{ blocks: BlockJson[] }> };

/** How long a block may last, hours; 0 until it is taken away. */
const spans = [
  [0, 'until taken away'],
  [1, 'for an hour'],
  [24, 'for a day'],
  [7 * 24, 'for a week'],
  [30 * 24, 'for 30 days'],
] as const;

/** Who and what is kept out. */
export function Blocks({ api, blocks }: Props) {
  async function unblock({ id }: BlockJson): Promise<void> {
    await api.unblock(id).catch((error) => noticeTrouble('The block is still there.', error));
    blocks.look();
  }

  return (
    <section aria-labelledby="blocks" className="mt-10 border-line border-t pt-6">
      <h2 id="blocks" className="font-semibold text-name">
        Blocks
      </h2>
      <p className="mt-1 text-quiet">
        Senders are refused with 403 and the reason. A blocked address cannot make bins either; looking goes
        on.
      </p>
      <BlockForm api={api} onBlocked={blocks.look} />
      {blocks.trouble && (
        <div className="mt-4">
          <TroubleNote trouble={blocks.trouble} onRetry={blocks.look} />
        </div>
      )}
      {blocks.value?.blocks.length === 0 && <p className="mt-5 text-quiet">Nothing is blocked.</p>}
      <ul className="mt-4">
        {blocks.value?.blocks.map((block) => (
          <li key={block.id} className="flex items-center gap-3 border-faint border-b py-1.5">
            <div className="min-w-0 flex-1">
              <p className="flex items-baseline gap-2">
                <span className="truncate wire">{block.value}</span>
                <span className="shrink-0 text-quiet text-small">
                  {block.kind === 'slug' ? 'bin' : 'addresses'}
                </span>
              </p>
              <p className="text-pretty text-quiet text-small [overflow-wrap:anywhere]">
                {block.reason ?? 'no reason given'} · since <Time iso={block.createdAt} style="day" />
                {block.expiresAt && (
                  <>
                    {' · until '}
                    <Time iso={block.expiresAt} style="moment" />
                  </>
                )}
              </p>
            </div>
            <Button onClick={() => unblock(block)} aria-label={`Unblock ${block.value}`}>
              Unblock
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function BlockForm({ api, onBlocked }: { api: AdminApi; onBlocked: () => void }) {
  const [what, setWhat] = useState('');
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState(0);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const spanId = useId();

  async function block(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      await api.block({
        ...(isSlug(what.trim()) ? { slug: what.trim() } : { range: what.trim() }),
        ...(reason.trim() && { reason: reason.trim() }),
        ...(hours > 0 && { expiresAt: new Date(Date.now() + hours * 3_600_000).toISOString() }),
      });
      setWhat('');
      setReason('');
      onBlocked();
    } catch (error) {
      setTrouble(troubleFrom(error));
    }
    setBusy(false);
  }

  const complaint = trouble && (trouble.detail ?? trouble.title).replace(/^(?:range|slug): /, '');
  return (
    <form onSubmit={block} className="mt-4 grid gap-x-4 gap-y-3 wide:grid-cols-2">
      <Field
        label="Slug, address or range"
        mono
        required
        value={what}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        placeholder="192.0.2.0/24"
        help="Of IPv6 addresses block the /64: one customer has them all."
        error={complaint}
        onChange={(event) => {
          setWhat(event.target.value);
          setTrouble(null);
        }}
      />
      <Field
        label="Reason"
        value={reason}
        maxLength={200}
        help="Senders read it. May be left out."
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="flex items-end gap-2 wide:col-span-2">
        <div>
          <label htmlFor={spanId} className="font-medium">
            How long
          </label>
          <select
            id={spanId}
            value={hours}
            onChange={(event) => setHours(Number(event.target.value))}
            className="mt-1.5 block h-8 rounded-control border border-edge bg-raised px-2 touch:h-10"
          >
            {spans.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <Button type="submit" look="filled" busy={busy} className="h-8 touch:h-10">
          Block
        </Button>
      </div>
    </form>
  );
}

/** What has neither dots nor colons is no address. */
function isSlug(text: string): boolean {
  return slugPattern.test(text);
}
