'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { noticeTrouble } from './notices.tsx';
import { opening } from './words.ts';

/** How long after loading the page the code of its dialogs is fetched, milliseconds. */
const preloadDelay = 1200;

type Props<P> = P & {
  open: boolean;
  /** Imports the dialog's module; always the same function. */
  load: () => Promise<{ default: ComponentType<P> }>;
};

/** A dialog whose code is not part of the page: it is fetched soon after, or at the latest when it is opened. */
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
    const timer = setTimeout(get, open ? 0 : preloadDelay);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [load, open, Loaded]);

  return Loaded && <Loaded {...(props as unknown as P)} />;
}
