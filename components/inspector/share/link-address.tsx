'use client';

import { QrCode, Share2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { fetched } from '#components/ui/fetched.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Turning } from '#components/ui/turning.tsx';

const Qr = fetched(() => import('./qr.tsx'));

type Props = {
  url: string;
  /** What it is, as it is announced when it was copied. */
  name: string;
  label: string;
};

/** A link to give away: to copy, to send, or to point a phone at. */
export function LinkAddress({ url, name, label }: Props) {
  const [isQr, setQr] = useState(false);
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <code className="flex h-8 min-w-0 flex-1 select-all items-center rounded-control border border-line bg-panel px-2.5 wire touch:h-9">
          <span className="truncate">{url}</span>
        </code>
        <CopyButton text={url} name={name} label={label} look="accent" className="h-8" />
        <IconButton
          label={isQr ? 'Hide the QR code' : 'Show as a QR code, for a phone'}
          pressed={isQr}
          onClick={() => setQr(!isQr)}
          className="size-8! border border-line touch:size-9!"
        >
          <QrCode />
        </IconButton>
        {typeof navigator.share === 'function' && (
          <Button className="h-8" onClick={() => navigator.share({ url }).catch(() => {})}>
            <Share2 aria-hidden /> Send
          </Button>
        )}
      </div>
      {isQr && (
        <Suspense
          fallback={
            <div className="flex h-52 items-center justify-center">
              <Turning />
            </div>
          }
        >
          <Qr text={url} />
        </Suspense>
      )}
    </>
  );
}
