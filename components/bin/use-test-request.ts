'use client';

import { useState } from 'react';
import { reach } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { testRequest } from './words.ts';

/** Sends a test request to a bin from this page, after `ready`: what was saved a moment ago decides the response. */
export function useTestRequest(slug: string, ready?: () => Promise<void>) {
  const [busy, setBusy] = useState(false);

  async function send(): Promise<void> {
    setBusy(true);
    try {
      await ready?.();
      // To this page's own host: its security policy (CSP) allows no other.
      const response = await reach(`/b/${slug}/test?from=inspector`, {
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
