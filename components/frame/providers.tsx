'use client';

import { type ReactNode, useEffect } from 'react';
import { Announcer } from '#components/ui/announcer.tsx';
import { preloadMenus } from '#components/ui/menu.tsx';
import { Notices } from '#components/ui/notices.tsx';
import { Tooltips } from '#components/ui/tooltips.tsx';

/** How long after loading the page the code of menus is fetched, milliseconds. */
const preloadDelay = 1200;

/** What every page needs exactly once: notices, announcements for screen readers, tooltips. */
export function Providers({ children }: { children: ReactNode }) {
  useEffect(() => {
    const timer = setTimeout(preloadMenus, preloadDelay);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      {children}
      <Notices />
      <Announcer />
      <Tooltips />
    </>
  );
}
