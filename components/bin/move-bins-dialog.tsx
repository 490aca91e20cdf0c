'use client';

import { Download, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { type ExportedBins, exportLink, exportText, parseExport } from './exported-bins.ts';
import { ExportedList } from './exported-list.tsx';
import type { SavedBin } from './saved-bins.ts';
import { moveBins, receivedBins } from './words.ts';

type Props = { open: boolean; onClose: () => void; bins: readonly SavedBin[] };

/** Exports the list of bins to another browser, by link or file, or imports one. */
export default function MoveBinsDialog({ open, onClose, bins }: Props) {
  const file = useRef<HTMLInputElement>(null);
  const [exported, setExported] = useState<ExportedBins | null>(null);
  const [error, setError] = useState<string | null>(null);

  function close(): void {
    setExported(null);
    setError(null);
    onClose();
  }

  async function read(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    const found = parseExport(await chosen.text());
    setExported(found);
    setError(found ? null : moveBins.wrongFile(chosen.name));
  }

  function save(): void {
    const link = document.createElement('a');
    const url = URL.createObjectURL(
      new Blob([exportText(bins, location.origin)], { type: 'application/json' }),
    );
    Object.assign(link, { href: url, download: 'wirebin-bins.json' }).click();
    URL.revokeObjectURL(url);
  }

  return (
    <Dialog open={open} onClose={close} title={exported ? receivedBins.title : moveBins.title}>
      {exported ? (
        <ExportedList exported={exported} bins={bins} onClose={close} />
      ) : (
        <div className="grid gap-5">
          {bins.length > 0 && (
            <section>
              <h3 className="font-medium">{moveBins.export}</h3>
              <p className="mt-1 text-quiet">{moveBins.exportAbout(bins.length)}</p>
              <div className="mt-3 flex flex-wrap gap-2">
                <CopyButton
                  text={exportLink(bins, location.origin)}
                  name={moveBins.linkName}
                  label={moveBins.copyLink}
                />
                <Button onClick={save}>
                  <Download aria-hidden /> {moveBins.saveFile}
                </Button>
              </div>
            </section>
          )}
          <section>
            <h3 className="font-medium">{moveBins.import}</h3>
            <p className="mt-1 text-quiet">{moveBins.importAbout}</p>
            <div className="mt-3">
              <input
                ref={file}
                type="file"
                accept="application/json,.json"
                aria-label={moveBins.file}
                className="sr-only"
                tabIndex={-1}
                onChange={(event) => read(event.target.files?.[0])}
              />
              <Button onClick={() => file.current?.click()}>
                <Upload aria-hidden /> {moveBins.upload}
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
