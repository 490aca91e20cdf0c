'use client';

import { type ReactNode, useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { Time } from '#components/frame/time.tsx';
import { dayWords } from '#components/frame/time-words.ts';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { isAllowed } from '#lib/access/permissions.ts';
import { rightsOf, type SavedBin } from './saved-bins.ts';
import type { BinStatus } from './use-bin-notice.ts';
import { binNotice } from './words.ts';

type Props = { bin: SavedBin; status: BinStatus; api: BinApi; onRestored: () => void; onForget: () => void };

/** The status of a bin in one line; when it is gone, the reason as far as it is known, and the next step. */
export function BinNotice({ bin, status, api, onRestored, onForget }: Props) {
  const [busy, setBusy] = useState(false);
  if (status.is === 'loading') return null;
  if (status.is === 'failed') return <>{binNotice.unavailable(status.trouble.title)}</>;

  async function restore(): Promise<void> {
    setBusy(true);
    await api.restore().then(onRestored, (error) => noticeTrouble(binNotice.notRestored, error));
    setBusy(false);
  }

  if (status.is === 'deleted') {
    return (
      <>
        <span className="text-bad">{binNotice.deleted}</span>{' '}
        {isAllowed(rightsOf(bin), 'delete-bin') ? (
          <>
            {binNotice.canRestore}{' '}
            <Step onClick={restore} disabled={busy}>
              {binNotice.restore}
            </Step>
          </>
        ) : (
          binNotice.ownerCanRestore
        )}
      </>
    );
  }
  if (status.is === 'gone') {
    return (
      <>
        <span className="text-bad">{goneReason(bin)}</span> <Step onClick={onForget}>{binNotice.forget}</Step>
      </>
    );
  }
  const { total, head, createdAt, lastRequestAt, frozen } = status.bin;
  const fresh = Math.min(total, head - (bin.seen ?? head));
  return (
    <>
      {total === 0 ? binNotice.noRequests : binNotice.requests(total)}
      {fresh > 0 && (
        <>
          {' · '}
          <span className="font-medium text-accent">{binNotice.fresh(fresh)}</span>
        </>
      )}
      {lastRequestAt && (
        <>
          {' · '}
          {textWith(binNotice.last, { time: <Time iso={lastRequestAt} style="ago" /> })}
        </>
      )}
      {' · '}
      {textWith(binNotice.created, { day: <Time iso={createdAt} style="day" /> })}
      {frozen && (
        <>
          {' · '}
          <span className="text-careful">{binNotice.frozen}</span>
        </>
      )}
    </>
  );
}

function goneReason({ expiresAt }: SavedBin): string {
  return expiresAt && Date.parse(expiresAt) <= Date.now()
    ? binNotice.expired(dayWords(expiresAt))
    : binNotice.invalid;
}

function Step({
  onClick,
  disabled,
  children,
}: {
  onClick: () => void;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      onClick={onClick}
      disabled={disabled}
      className="rounded-mark font-medium text-accent hover:underline touch:-my-2 touch:py-2"
    >
      {children}
    </button>
  );
}
