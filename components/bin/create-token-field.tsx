'use client';

import { useEffect, useState } from 'react';
import type { Trouble } from '#components/api/call.ts';
import { keepSessionToken, sessionToken } from '#components/frame/session-token.ts';
import { Field } from '#components/ui/field.tsx';

type Props = { trouble: Trouble | null; onChange: () => void; autoFocus?: boolean };

/** Asks for the token that making a bin takes; `makeBin` sends what was typed. */
export function CreateTokenField({ trouble, onChange, autoFocus }: Props) {
  const [token, setToken] = useState('');
  // Known to the browser alone: the server's HTML has it empty.
  useEffect(() => setToken(sessionToken('wirebin.create-token') ?? ''), []);
  return (
    <Field
      label="Token"
      type="password"
      mono
      required
      autoFocus={autoFocus}
      autoComplete="off"
      value={token}
      help="Whoever runs this server gives it out. This tab keeps it until it is closed."
      error={
        trouble && isTokenTrouble(trouble) ? 'This is not the token. Ask whoever runs this server.' : null
      }
      onChange={(event) => {
        setToken(event.target.value);
        keepSessionToken('wirebin.create-token', event.target.value.trim() || null);
        onChange();
      }}
    />
  );
}

export function isTokenTrouble({ code }: Trouble): boolean {
  return code === 'creation-needs-token';
}
