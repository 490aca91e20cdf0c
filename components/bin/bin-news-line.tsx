'use client';

import { type ReactNode, useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { countOf, countWords } from '#components/frame/count-words.ts';
import { Time } from '#components/frame/time.tsx';
import { dayWords } from '#components/frame/time-words.ts';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { may } from '#lib/access/policy.ts';
import { type KnownBin, rightsOf } from './known-bins.ts';
import type { BinNews } from './use-bin-news.ts';

type Props = { bin: KnownBin; news: BinNews; api: BinApi; onRestored: () => void; onForget: () => void };

/** What happened in a bin, in a line; for one that is gone, why as far as it is known, and the next step. */
export function BinNewsLine({ bin, news, api, onRestored, onForget }: Props) {
  const [busy, setBusy] = useState(false);
  if (news.is === 'loading') return null;
  if (news.is === 'failed') return <>Nothing could be heard from it: {news.trouble.title}</>;

  async function restore(): Promise<void> {
    setBusy(true);
    await api.restore().then(onRestored, (error) => noticeTrouble('The bin was not restored.', error));
    setBusy(false);
  }

  if (news.is === 'deleted') {
    return (
      <>
        <span className="text-bad">Deleted.</span>{' '}
        {may(rightsOf(bin), 'delete-bin') ? (
          <>
            It is kept for 24 hours.{' '}
            <Step onClick={restore} disabled={busy}>
              Undo
            </Step>
          </>
        ) : (
          'Its owner can bring it back for 24 hours.'
        )}
      </>
    );
  }
  if (news.is === 'gone') {
    return (
      <>
        <span className="text-bad">{goneWords(bin)}</span> <Step onClick={onForget}>Forget it</Step>
      </>
    );
  }
  const { total, head, createdAt, lastRequestAt, frozen } = news.bin;
  const fresh = Math.min(total, head - (bin.seen ?? head));
  return (
    <>
      {total === 0 ? 'nothing received yet' : countOf(total, 'request')}
      {fresh > 0 && (
        <>
          , <span className="font-medium text-accent">{countWords(fresh)} new</span>
        </>
      )}
      {lastRequestAt && (
        <>
          , the last <Time iso={lastRequestAt} style="ago" />
        </>
      )}
      , made <Time iso={createdAt} style="day" />
      {frozen && (
        <>
          , <span className="text-careful">frozen</span>
        </>
      )}
    </>
  );
}

function goneWords({ expiresAt }: KnownBin): string {
  return expiresAt && Date.parse(expiresAt) <= Date.now()
    ? `Expired on ${dayWords(expiresAt)}: nobody had sent to it or looked at it.`
    : 'This link opens no bin any more. It was revoked, or the bin deleted.';
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
