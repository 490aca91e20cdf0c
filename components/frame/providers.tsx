'use client';

import { type ReactNode, useEffect } from 'react';
import { Announcer } from '#components/ui/announcer.tsx';
import { loadWhenIdle } from '#components/ui/load-when-idle.ts';
import { loadMenus } from '#components/ui/menu.tsx';
import { Notices } from '#components/ui/notices.tsx';
import { Tooltips } from '#components/ui/tooltips.tsx';

/** What every page needs exactly once: notices, announcements for screen readers, tooltips. */
export function Providers({ children }: { children: ReactNode }) {
  useEffect(() => loadWhenIdle(loadMenus), []);
  return (
    <>
      {children}
      <Notices />
      <Announcer />
      <Tooltips />
    </>
  );
}
