'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { noticeTrouble } from './notices.tsx';

/** How long after the page is there the code of its windows is fetched, milliseconds. */
const leisure = 1200;

type Props<P> = P & {
  open: boolean;
  /** Fetches the window's module; always the same function. */
  load: () => Promise<{ default: ComponentType<P> }>;
};

/** A window whose code is not part of the page: it is fetched at leisure, or at the latest when it is opened. */
export function LazyWindow<P extends { open: boolean }>({ load, ...props }: Props<P>) {
  const [Loaded, setLoaded] = useState<ComponentType<P> | null>(null);
  const { open } = props;

  useEffect(() => {
    if (Loaded) return;
    let isGone = false;
    const get = () =>
      load().then(
        (loaded) => isGone || setLoaded(() => loaded.default),
        (error) => open && noticeTrouble('The window could not be opened.', error),
      );
    const timer = setTimeout(get, open ? 0 : leisure);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [load, open, Loaded]);

  return Loaded && <Loaded {...(props as unknown as P)} />;
}
