'use client';

import { useEffect, useState } from 'react';
import { keepSessionToken, sessionToken } from '#components/frame/session-token.ts';
import { AdminDesk } from './admin-desk.tsx';
import { AdminEntry } from './admin-entry.tsx';

/** The admin page: asks for the token, then shows the server. */
export function Admin() {
  const [token, setToken] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    setToken(sessionToken('wirebin.admin-token'));
    setAsked(true);
  }, []);

  function change(next: string | null): void {
    keepSessionToken('wirebin.admin-token', next);
    setToken(next);
  }

  if (!isAsked) return null;
  if (token === null) return <AdminEntry onToken={change} />;
  return <AdminDesk token={token} onLeave={() => change(null)} />;
}
