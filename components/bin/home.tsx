'use client';

import { useEffect, useState } from 'react';
import { FirstBin } from './first-bin.tsx';
import { InvitedBin } from './invited-bin.tsx';
import { MyBins } from './my-bins.tsx';
import { useKnownBins } from './use-known-bins.ts';

type Props = {
  origin: string;
  /** Who may make bins here. */
  create: 'open' | 'token' | 'none';
  /** What the address asks for: the form for a new bin (`/?new`), or the list however empty (`/?bins`). */
  wish: 'new' | 'bins' | null;
};

/** The home page: a bin at once for who comes the first time, their bins for who comes back. */
export function Home({ origin, create, wish }: Props) {
  const bins = useKnownBins();
  // Somebody who has just forgotten or deleted the last bin did not ask for another one.
  const [isList, setList] = useState(wish === 'bins');
  useEffect(() => {
    if (bins.length > 0) setList(true);
  }, [bins]);

  if (bins.length > 0 || isList) return <MyBins bins={bins} create={create} startWithNew={wish === 'new'} />;
  return create === 'open' ? <FirstBin origin={origin} /> : <InvitedBin create={create} />;
}
