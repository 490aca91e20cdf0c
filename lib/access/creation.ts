import type { Config } from '../config.ts';
import { fail } from '../model/errors.ts';
import { isToken } from './token.ts';

/**
 * Whether somebody may make a bin: anybody where `CREATE=open`, with a token where `CREATE=token`, nobody where
 * `CREATE=none`. Whoever has the admin token may always. Fails with `creation-needs-token` and `creation-closed`.
 */
export function mayCreate(
  token: string | null,
  { create, createToken, adminToken }: Pick<Config, 'create' | 'createToken' | 'adminToken'>,
): void {
  if (create === 'open' || isToken(token, adminToken)) return;
  if (create === 'none') fail('creation-closed');
  if (!isToken(token, createToken)) {
    fail('creation-needs-token', token === null ? undefined : 'This token is not the one.');
  }
}
