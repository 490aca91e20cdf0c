'use client';

import { useEffect } from 'react';
import { Page, PageTitle } from '#components/frame/page.tsx';
import { buttonClasses } from '#components/ui/button.tsx';
import type { LinkClosedReason } from '../feed/connection-state.ts';
import { documentTitle, linkEnded as words } from './words.ts';

/** Instead of the inspector once its link opens nothing any more: nothing of the bin stays on the page. */
export function LinkEnded({ why }: { why: LinkClosedReason }) {
  const { title, about } = words.reasons[why];
  useEffect(() => {
    document.title = documentTitle.bin(title);
  }, [title]);
  return (
    <Page>
      <div role="alert">
        <PageTitle title={title}>{about}</PageTitle>
      </div>
      <p className="mt-6">
        <a href="/?bins" className={buttonClasses('outline')}>
          {words.myBins}
        </a>
      </p>
    </Page>
  );
}
