'use client';

import { useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { useInspection } from '../context/inspection.tsx';
import { testRequest } from './words.ts';

/** Sends a test request to the bin from this page. */
export function useTestRequest() {
  const { bin } = useInspection();
  const [busy, setBusy] = useState(false);

  async function send(): Promise<void> {
    setBusy(true);
    try {
      // To this page's own host: its security policy (CSP) allows no other.
      const response = await fetch(`/b/${bin.slug}/test?from=inspector`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ hello: 'wirebin', sentAt: new Date().toISOString() }),
      });
      announce(testRequest.sent(response.status));
    } catch (error) {
      noticeTrouble(testRequest.failed, error);
    }
    setBusy(false);
  }

  return { busy, send };
}
