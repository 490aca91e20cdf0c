'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { loadWhenIdle } from './load-when-idle.ts';
import { noticeTrouble } from './notices.tsx';
import { opening } from './words.ts';

type Props<P> = P & {
  open: boolean;
  /** Imports the dialog's module; always the same function. */
  load: () => Promise<{ default: ComponentType<P> }>;
};

/** A dialog whose code is not part of the page: it is loaded some time after, or at the latest when the dialog is opened. */
export function LazyDialog<P extends { open: boolean }>({ load, ...props }: Props<P>) {
  const [Loaded, setLoaded] = useState<ComponentType<P> | null>(null);
  const { open } = props;

  useEffect(() => {
    if (Loaded) return;
    let isGone = false;
    const get = () =>
      load().then(
        (loaded) => isGone || setLoaded(() => loaded.default),
        (error) => open && noticeTrouble(opening.dialogFailed, error),
      );
    let cancel = () => {};
    if (open) get();
    else cancel = loadWhenIdle(get);
    return () => {
      isGone = true;
      cancel();
    };
  }, [load, open, Loaded]);

  return Loaded && <Loaded {...(props as unknown as P)} />;
}
