'use client';

import { useEffect, useState } from 'react';
import { keepSessionToken, sessionToken } from '#components/frame/session-token.ts';
import { AdminEntry } from './admin-entry.tsx';
import { AdminPanel } from './admin-panel.tsx';

/** The admin page: the sign-in form, then the panel. */
export function Admin() {
  const [token, setToken] = useState<string | null>(null);
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => {
    setToken(sessionToken('wirebin.admin-token'));
    setLoaded(true);
  }, []);

  function change(next: string | null): void {
    keepSessionToken('wirebin.admin-token', next);
    setToken(next);
  }

  if (!isLoaded) return null;
  if (token === null) return <AdminEntry onToken={change} />;
  return <AdminPanel token={token} onLeave={() => change(null)} />;
}
