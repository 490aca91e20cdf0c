'use client';

import { useEffect, useState } from 'react';
import { LazyDialog } from '#components/ui/lazy-dialog.tsx';
import { FirstBin } from './first-bin.tsx';
import { MyBins } from './my-bins.tsx';
import { RestrictedHome } from './restricted-home.tsx';
import { useExportedBins } from './use-exported-bins.ts';
import { useSavedBins } from './use-saved-bins.ts';

const loadReceivedBinsDialog = () => import('./received-bins-dialog.tsx');

type Props = {
  origin: string;
  /** Who can create bins on this server. */
  create: 'open' | 'token' | 'none';
  /** What the URL asks for: the form for a new bin (`/?new`), or the list even if it is empty (`/?bins`). */
  show: 'new' | 'bins' | null;
};

/** The home page: a new bin for a first-time visitor, the list of bins for a returning one. */
export function Home({ origin, create, show }: Props) {
  const bins = useSavedBins();
  // After the last bin was removed or deleted, no new one is created.
  const [isList, setList] = useState(show === 'bins');
  const { fragment, done } = useExportedBins();
  useEffect(() => {
    if (bins.length > 0 || fragment !== null) setList(true);
  }, [bins, fragment]);

  if (bins.length === 0 && !isList)
    return create === 'open' ? <FirstBin origin={origin} /> : <RestrictedHome create={create} />;
  return (
    <>
      <MyBins bins={bins} create={create} startWithNew={show === 'new'} />
      <LazyDialog
        load={loadReceivedBinsDialog}
        open={fragment !== null}
        onClose={done}
        fragment={fragment}
        bins={bins}
      />
    </>
  );
}
