import type { Handshake as Setting } from '#lib/model/reply-settings.ts';
import { providerOf } from '../index.ts';
import type { Recognisable } from '../recognise/reading.ts';
import { Reading } from '../recognise/reading.ts';
import { equal, signatureOf } from '../signature/compute.ts';
import { encoded } from '../signature/encoding.ts';
import { readSignature, verify } from '../signature/verify.ts';
import type { Given, Guard, HandshakeResponse, Mac, Way } from './handshake.ts';
import { handshakes } from './known-handshakes.ts';
import { hasTraits, textOf } from './parts.ts';

/** The handshake settings of a bin, by the provider's id. */
export type Enabled = Readonly<Record<string, Setting>>;

/** The longest token that is returned, in characters. */
const longestToken = 4096;

/**
 * The alphabets of base64, base64url and UUIDs. Anyone can have a token signed, so it must not be a text that the same secret
 * signs elsewhere: a JSON body (X) or `v0:…:…` (Zoom) has characters that are not in these.
 */
const signable = /^[\w+/=-]{1,512}$/;

/**
 * The response to a handshake; null if the request is none, or if it is not enabled. `receivedAt` is in milliseconds since the
 * epoch. The first handshake that matches responds; a request that one rejects may still match another.
 */
export async function respondToHandshake(
  request: Recognisable,
  enabled: Enabled,
  receivedAt: number,
): Promise<HandshakeResponse | null> {
  const reading = new Reading(request);
  let refused: HandshakeResponse | null = null;
  for (const { provider, secret: wanted, guard, ways } of handshakes) {
    const setting = enabled[provider];
    if (!setting?.enabled || (wanted?.needed && setting.secret === null)) continue;
    // Its check cannot be made, so no request passes it.
    if (setting.encrypted !== undefined) continue;
    const { secret } = setting;
    if (guard && secret !== null && (await isRefused(guard, provider, secret, reading, receivedAt))) {
      const response = { status: guard.refusal, headers: safeHeaders, body: none };
      refused ??= { provider, step: `${guard.checks} check`, response };
      continue;
    }
    for (const way of ways) {
      const response = await responseOf(way, reading, secret ?? '');
      if (response) return { provider, step: way.asks, response };
    }
  }
  return refused;
}

async function isRefused(
  { method, traits, by }: Guard,
  provider: string,
  secret: string,
  reading: Reading,
  receivedAt: number,
): Promise<boolean> {
  if (!hasTraits({ method, traits }, reading)) return false;
  if (by !== 'signature') return !equal(utf8(textOf(by, reading) ?? ''), utf8(secret));
  const { method: sentBy, headers, body, target } = reading.request;
  const signed = { method: sentBy, url: target, headers, body };
  const claimed = readSignature(providerOf(provider)?.signatures ?? [], signed, receivedAt, secret);
  if (claimed?.state !== 'claimed') return true;
  return (await verify(claimed.scheme, claimed.claim, secret)).state !== 'valid';
}

/** The response of a way; null if the request does not match it. */
async function responseOf(
  way: Way,
  reading: Reading,
  secret: string,
): Promise<HandshakeResponse['response'] | null> {
  if (!hasTraits(way, reading)) return null;
  const token = way.token ? textOf(way.token, reading) : '';
  if (token === null || token.length > longestToken || (way.token && token === '')) return null;
  const { status, headers = [], body } = way.reply;
  if (headers.some(([, value]) => typeof value !== 'string') && !/^[\x20-\x7e]+$/.test(token)) return null;
  const own = headers.map(([name, value]) => [name, typeof value === 'string' ? value : token] as const);
  const content = body && (await contentOf(body, token, secret));
  if (content === null) return null;
  if (!content) return { status, headers: [...own, ...safeHeaders], body: none };
  const type = `${content.type}; charset=utf-8`;
  return { status, headers: [['Content-Type', type], ...own, ...safeHeaders], body: utf8(content.text) };
}

/** The body of the response; null if the token must not be signed. */
async function contentOf(body: NonNullable<Given['body']>, token: string, secret: string) {
  if (!('json' in body)) return { type: 'text/plain', text: token };
  const members: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body.json)) {
    if (typeof value === 'number') members[name] = value;
    else if (value.give === 'token') members[name] = token;
    else if (signable.test(token)) members[name] = await macOf(value, token, secret);
    else return null;
  }
  return { type: 'application/json', text: JSON.stringify(members) };
}

async function macOf({ encoding, prefix }: Mac, token: string, secret: string): Promise<string> {
  const signature = await signatureOf({ kind: 'hmac', hash: 'SHA-256' }, utf8(secret), utf8(token));
  return prefix + encoded(signature!, encoding);
}

/** The response repeats text of the request, so browsers must not sniff its type or run it. */
const safeHeaders = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Content-Security-Policy', "sandbox; default-src 'none'"],
] as const;

const none = new Uint8Array();
const utf8 = (text: string) => new TextEncoder().encode(text);
