'use client';

import { useEffect, useState } from 'react';
import type { Trouble } from '#components/api/call.ts';
import { keepSessionToken, sessionToken } from '#components/frame/session-token.ts';
import { Field } from '#components/ui/field.tsx';
import { tokenField } from './words.ts';

type Props = { trouble: Trouble | null; onChange: () => void; autoFocus?: boolean };

/** The field for the token that creating a bin requires; `createBin` sends it. */
export function CreateTokenField({ trouble, onChange, autoFocus }: Props) {
  const [token, setToken] = useState('');
  // Only the browser knows it: in the server's HTML the field is empty.
  useEffect(() => setToken(sessionToken('wirebin.create-token') ?? ''), []);
  return (
    <Field
      label={tokenField.label}
      type="password"
      mono
      required
      autoFocus={autoFocus}
      autoComplete="off"
      value={token}
      help={tokenField.help}
      error={trouble && isTokenTrouble(trouble) ? tokenField.wrong : null}
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
