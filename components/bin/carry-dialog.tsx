'use client';

import { Download, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { countOf } from '#components/frame/count-words.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { type CarriedBins, carriedText, carryingLink, readCarried } from './carried-bins.ts';
import { CarriedList } from './carried-list.tsx';
import type { KnownBin } from './known-bins.ts';

type Props = { open: boolean; onClose: () => void; bins: readonly KnownBin[] };

/** Takes the list to another browser, by link or file, or brings one from there. */
export default function CarryDialog({ open, onClose, bins }: Props) {
  const file = useRef<HTMLInputElement>(null);
  const [carried, setCarried] = useState<CarriedBins | null>(null);
  const [error, setError] = useState<string | null>(null);

  function close(): void {
    setCarried(null);
    setError(null);
    onClose();
  }

  async function read(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    const found = readCarried(await chosen.text());
    setCarried(found);
    setError(found ? null : `${chosen.name} is no list of bins that was saved here.`);
  }

  function save(): void {
    const link = document.createElement('a');
    const url = URL.createObjectURL(
      new Blob([carriedText(bins, location.origin)], { type: 'application/json' }),
    );
    Object.assign(link, { href: url, download: 'wirebin-bins.json' }).click();
    URL.revokeObjectURL(url);
  }

  return (
    <Dialog open={open} onClose={close} title={carried ? 'Add these bins?' : 'My bins in other browsers'}>
      {carried ? (
        <CarriedList carried={carried} bins={bins} onClose={close} />
      ) : (
        <div className="grid gap-5">
          {bins.length > 0 && (
            <section>
              <h3 className="font-medium">Take them along</h3>
              <p className="mt-1 text-quiet">
                The link and the file hold the keys of {countOf(bins.length, 'bin')}: whoever has them can do
                what you can. What is in the link after the # is not sent to any server. Send it to yourself,
                and to nobody else.
              </p>
              <div className="mt-3 flex flex-wrap gap-2">
                <CopyButton
                  text={carryingLink(bins, location.origin)}
                  name="Link with my bins"
                  label="Copy link"
                />
                <Button onClick={save}>
                  <Download aria-hidden /> Save as file
                </Button>
              </div>
            </section>
          )}
          <section>
            <h3 className="font-medium">Bring some here</h3>
            <p className="mt-1 text-quiet">
              Open the link from the other browser in this one, or choose its file.
            </p>
            <div className="mt-3">
              <input
                ref={file}
                type="file"
                accept="application/json,.json"
                aria-label="File with bins"
                className="sr-only"
                tabIndex={-1}
                onChange={(event) => read(event.target.files?.[0])}
              />
              <Button onClick={() => file.current?.click()}>
                <Upload aria-hidden /> Choose a file
              </Button>
            </div>
            {error && (
              <p role="alert" className="mt-2 text-bad">
                {error}
              </p>
            )}
          </section>
        </div>
      )}
    </Dialog>
  );
}
