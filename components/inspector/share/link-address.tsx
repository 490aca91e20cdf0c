'use client';

import { QrCode, Share2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { lazyComponent } from '#components/ui/lazy-component.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { linkAddress } from './words.ts';

const Qr = lazyComponent(() => import('./qr.tsx'));

type Props = {
  url: string;
  /** Its name, announced when it was copied. */
  name: string;
  label: string;
};

/** A link to share: copy it, send it, or show it as a QR code. */
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
          label={isQr ? linkAddress.hideQr : linkAddress.showQr}
          pressed={isQr}
          onClick={() => setQr(!isQr)}
          className="size-8! border border-line touch:size-9!"
        >
          <QrCode />
        </IconButton>
        {typeof navigator.share === 'function' && (
          <Button className="h-8" onClick={() => navigator.share({ url }).catch(() => {})}>
            <Share2 aria-hidden /> {linkAddress.send}
          </Button>
        )}
      </div>
      {isQr && (
        <Suspense
          fallback={
            <div className="flex h-52 items-center justify-center">
              <Spinner />
            </div>
          }
        >
          <Qr text={url} />
        </Suspense>
      )}
    </>
  );
}
