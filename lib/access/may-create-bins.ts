import type { Config } from '#lib/config/read-config.ts';
import { fail } from '#lib/model/errors.ts';
import { tokenMatches } from './token.ts';

/**
 * Fails with `creation-needs-token` or `creation-closed` where creating a bin is not permitted: `CREATE=open` permits it to anyone,
 * `CREATE=token` with the token, `CREATE=none` to no one. The admin token always permits it.
 */
export function checkBinCreation(
  token: string | null,
  { create, createToken, adminToken }: Pick<Config, 'create' | 'createToken' | 'adminToken'>,
): void {
  if (create === 'open' || tokenMatches(token, adminToken)) return;
  if (create === 'none') fail('creation-closed');
  if (!tokenMatches(token, createToken)) {
    fail('creation-needs-token', token === null ? undefined : 'This token is not valid.');
  }
}
