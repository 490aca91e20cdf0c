'use client';

import { ArrowLeft, Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import { binApi } from '#components/api/bins.ts';
import { watchBin } from '#components/api/watch-bin.ts';
import { createBinStore, useBinState } from '#components/bin/bin-store.ts';
import { binTitle, rightsOf, withBinChanged } from '#components/bin/saved-bins.ts';
import { changeSavedBins } from '#components/bin/use-saved-bins.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { isAllowed } from '#lib/access/permissions.ts';
import type { BinJson } from '#lib/model/bin-json.ts';
import { BinActions } from './bin-actions.tsx';
import { Schemas } from './schemas.tsx';
import { SettingsForm } from './settings-form.tsx';
import { SigningSecrets } from './signing-secrets.tsx';
import { settingsPage } from './words.ts';

type Props = { binKey: string; first: BinJson };

const whole = (state: BinJson) => state;

/** The settings of a bin, dangerous actions last. Changes by others show immediately. */
export function SettingsPage({ binKey, first }: Props) {
  const [api] = useState(() => binApi({ slug: first.slug, key: binKey }));
  const [store] = useState(() => createBinStore(api, first));
  const bin = useBinState(store, whole);
  const [isGone, setGone] = useState(false);
  /** How often the settings were changed by others. */
  const [changes, setChanges] = useState(0);
  const canChange = isAllowed(rightsOf(bin), 'change-settings') && !isGone;

  useEffect(() => {
    const refresh = () => void store.refresh();
    return watchBin(binKey, 'settings', {
      onConnected: refresh,
      onChange: () => {
        refresh();
        setChanges((count) => count + 1);
      },
      onGone: () => setGone(true),
    });
  }, [binKey, store]);
  const { name, slug, captureUrl } = bin;
  useEffect(() => {
    changeSavedBins((bins) => withBinChanged(bins, binKey, { name, slug, captureUrl }));
  }, [binKey, name, slug, captureUrl]);

  return (
    <>
      <a
        href={`/i/${binKey}`}
        className="-ml-0.5 inline-flex max-w-full items-center gap-1.5 rounded-mark text-quiet hover:text-ink touch:h-9 [&_svg]:size-3.5"
      >
        <ArrowLeft aria-hidden />
        <span className="truncate">{binTitle(bin)}</span>
      </a>
      <div className="mt-2">
        <PageTitle title={settingsPage.title} />
      </div>
      {isGone ? (
        <p role="alert" className="mt-4 rounded-control bg-bad-tint px-3 py-2 text-bad">
          {settingsPage.gone}
        </p>
      ) : (
        !canChange && (
          <p className="mt-4 flex items-center gap-2 text-quiet">
            <Eye className="size-3.5 shrink-0" aria-hidden /> {settingsPage.viewOnly}
          </p>
        )
      )}
      <SettingsForm
        bin={bin}
        disabled={!canChange}
        onSave={async (change) => store.set(await api.change(change))}
      />
      {!isGone && isAllowed(rightsOf(bin), 'see-replies') && (
        <>
          <SigningSecrets api={api} canChange={canChange} changes={changes} />
          <Schemas api={api} canChange={canChange} changes={changes} />
        </>
      )}
      {!isGone && <BinActions api={api} store={store} />}
    </>
  );
}
