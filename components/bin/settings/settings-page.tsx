'use client';

import { ArrowLeft, Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type BinJson, binApi } from '#components/api/bins.ts';
import { createBinStore, useBinState } from '#components/bin/bin-store.ts';
import { binTitle, rightsOf, withBinChanged } from '#components/bin/known-bins.ts';
import { changeKnownBins } from '#components/bin/use-known-bins.ts';
import { PageTitle } from '#components/frame/page.tsx';
import { may } from '#lib/access/policy.ts';
import { BinActions } from './bin-actions.tsx';
import { SettingsForm } from './settings-form.tsx';
import { watchSettings } from './watch-settings.ts';

type Props = { binKey: string; first: BinJson };

const whole = (state: BinJson) => state;

/** Everything about a bin that its people set, danger at the end. What others change meanwhile shows at once. */
export function SettingsPage({ binKey, first }: Props) {
  const [api] = useState(() => binApi({ slug: first.slug, key: binKey }));
  const [store] = useState(() => createBinStore(api, first));
  const bin = useBinState(store, whole);
  const [isGone, setGone] = useState(false);
  const mayChange = may(rightsOf(bin), 'change-settings') && !isGone;

  useEffect(
    () => watchSettings(binKey, { onChange: store.refresh, onGone: () => setGone(true) }),
    [binKey, store],
  );
  const { name, slug, captureUrl } = bin;
  useEffect(() => {
    changeKnownBins((bins) => withBinChanged(bins, binKey, { name, slug, captureUrl }));
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
        <PageTitle title="Settings" />
      </div>
      {isGone ? (
        <p role="alert" className="mt-4 rounded-control bg-bad-tint px-3 py-2 text-bad">
          The bin was deleted, or your link to it revoked. Nothing here can be saved any more.
        </p>
      ) : (
        !mayChange && (
          <p className="mt-4 flex items-center gap-2 text-quiet">
            <Eye className="size-3.5 shrink-0" aria-hidden /> Your link is for looking. To change these, ask
            the owner for one that may edit.
          </p>
        )
      )}
      <SettingsForm
        bin={bin}
        disabled={!mayChange}
        onSave={async (change) => store.set(await api.change(change))}
      />
      {!isGone && <BinActions api={api} store={store} />}
    </>
  );
}
