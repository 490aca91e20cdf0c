/**
 * Tokens the user typed, kept until the tab is closed. Not in a cookie, so that no request sends one automatically. Where
 * the browser forbids storage, every page asks for the token.
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
    // Storage is forbidden: the page asks again.
  }
}
