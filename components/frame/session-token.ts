/**
 * Tokens a person typed, for as long as the tab is open: in no cookie, so that no request carries one by itself, and gone with
 * the tab. Storage can be forbidden: then a token is asked for on every page.
 */
export type TokenName = 'wirebin.admin-token' | 'wirebin.create-token';

export function sessionToken(name: TokenName): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keepSessionToken(name: TokenName, token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, token);
  } catch {
    // As said above.
  }
}
