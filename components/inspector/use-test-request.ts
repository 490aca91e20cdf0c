'use client';

import { useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { useInspection } from './inspection.tsx';

/** Sends a request to the bin from this page, as anybody's program would. */
export function useTestRequest() {
  const { bin } = useInspection();
  const [busy, setBusy] = useState(false);

  async function send(): Promise<void> {
    setBusy(true);
    try {
      // On this page's own host: the policy of the page allows no other, and both lead to the same bin.
      const response = await fetch(`/b/${bin.slug}/test?from=inspector`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ hello: 'wirebin', sentAt: new Date().toISOString() }),
      });
      announce(`Test request sent, answered ${response.status}`);
    } catch (error) {
      noticeTrouble('The test request was not sent.', error);
    }
    setBusy(false);
  }

  return { busy, send };
}
