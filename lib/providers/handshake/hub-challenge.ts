import type { Handshake, Trait } from './handshake.ts';

/** What Meta and Strava send to verify a URL: the parameters of WebSub (W3C WebSub §5.3), which alone sends a topic. */
export const hubWithoutTopic: readonly Trait[] = [
  { query: 'hub.mode', is: 'subscribe' },
  { query: 'hub.challenge' },
  { query: 'hub.topic', isMissing: true },
];

/** Where the token is. */
export const hubToken = { query: 'hub.challenge' } as const;

/** The token that Meta and Strava send as it was entered there: requests with another one are rejected if it is set. */
export const verifyToken: Pick<Handshake, 'secret' | 'guard'> = {
  secret: { name: 'Verify token', needed: false, help: 'Leave empty to accept any token.' },
  guard: {
    checks: 'verify token',
    method: 'GET',
    traits: hubWithoutTopic,
    by: { query: 'hub.verify_token' },
    refusal: 403,
  },
};
