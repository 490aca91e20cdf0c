'use client';

import { type FormEvent, useId, useState } from 'react';
import type { AdminApi, BlockJson } from '#components/api/admin.ts';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { Time } from '#components/frame/time.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import type { Fetched } from '#components/ui/use-fetched.ts';
import { slugPattern } from '#lib/model/slug.ts';
import { blockForm, blockList } from './words.ts';

type Props = { api: AdminApi; blocks: Fetched<{ blocks: BlockJson[] }> };

/** How long a block lasts, hours; 0 until it is removed. */
const durations = [
  [0, blockForm.durations.unlimited],
  [1, blockForm.durations.hour],
  [24, blockForm.durations.day],
  [7 * 24, blockForm.durations.week],
  [30 * 24, blockForm.durations.month],
] as const;

/** The blocked bins and address ranges, and the form to add one. */
export function Blocks({ api, blocks }: Props) {
  async function unblock({ id }: BlockJson): Promise<void> {
    await api.unblock(id).catch((error) => noticeTrouble(blockList.notUnblocked, error));
    blocks.refresh();
  }

  return (
    <section aria-labelledby="blocks" className="mt-10 border-line border-t pt-6">
      <h2 id="blocks" className="font-semibold text-name">
        {blockList.title}
      </h2>
      <p className="mt-1 text-quiet">{blockList.about}</p>
      <BlockForm api={api} onBlocked={blocks.refresh} />
      {blocks.trouble && (
        <div className="mt-4">
          <TroubleNote trouble={blocks.trouble} onRetry={blocks.refresh} />
        </div>
      )}
      {blocks.value?.blocks.length === 0 && <p className="mt-5 text-quiet">{blockList.none}</p>}
      <ul className="mt-4">
        {blocks.value?.blocks.map((block) => (
          <li key={block.id} className="flex items-center gap-3 border-faint border-b py-1.5">
            <div className="min-w-0 flex-1">
              <p className="flex items-baseline gap-2">
                <span className="truncate wire">{block.value}</span>
                <span className="shrink-0 text-quiet text-small">{blockList.kinds[block.kind]}</span>
              </p>
              <p className="text-pretty text-quiet text-small [overflow-wrap:anywhere]">
                {block.reason ?? blockList.noReason}
                {' · '}
                {textWith(blockList.since, { day: <Time iso={block.createdAt} style="day" /> })}
                {block.expiresAt && (
                  <>
                    {' · '}
                    {textWith(blockList.until, { time: <Time iso={block.expiresAt} style="moment" /> })}
                  </>
                )}
              </p>
            </div>
            <Button onClick={() => unblock(block)} aria-label={blockList.unblockOne(block.value)}>
              {blockList.unblock}
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
  const durationId = useId();

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
        label={blockForm.what}
        mono
        required
        value={what}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        placeholder="192.0.2.0/24"
        help={blockForm.whatHelp}
        error={complaint}
        onChange={(event) => {
          setWhat(event.target.value);
          setTrouble(null);
        }}
      />
      <Field
        label={blockForm.reason}
        value={reason}
        maxLength={200}
        help={blockForm.reasonHelp}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="flex items-end gap-2 wide:col-span-2">
        <div>
          <label htmlFor={durationId} className="font-medium">
            {blockForm.duration}
          </label>
          <select
            id={durationId}
            value={hours}
            onChange={(event) => setHours(Number(event.target.value))}
            className="mt-1.5 block h-8 rounded-control border border-edge bg-raised px-2 touch:h-10"
          >
            {durations.map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        </div>
        <Button type="submit" look="accent" busy={busy} className="h-8 touch:h-10">
          {blockForm.submit}
        </Button>
      </div>
    </form>
  );
}

/** Whether it is a slug: addresses have dots or colons. */
function isSlug(text: string): boolean {
  return slugPattern.test(text);
}
