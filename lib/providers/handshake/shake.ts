import type { Handshake as Setting } from '../../model/reply-settings.ts';
import { providerOf } from '../index.ts';
import type { Recognisable } from '../provider.ts';
import { at, Reading } from '../reading.ts';
import { equal, signatureOf } from '../signature/compute.ts';
import { encoded } from '../signature/encoding.ts';
import { readSignature, verify } from '../signature/verify.ts';
import type { Given, Guard, Mac, Part, Shaken, Trait, Way } from './handshake.ts';
import { handshakes } from './handshakes.ts';

/** What a bin has switched on, by the provider's id. */
export type Enabled = Readonly<Record<string, Setting>>;

/** A longer token is given back to nobody. */
const longestToken = 4096;

/**
 * The alphabets of base64, of its form for URLs and of UUIDs. What is signed for whoever asks must not be what the same
 * secret signs otherwise: no JSON body (X) and no `v0:…:…` (Zoom) can be spelt with these.
 */
const signable = /^[\w+/=-]{1,512}$/;

/**
 * The answer to a provider's handshake; null where the request is none, or its provider's is not enabled. `receivedAt` in
 * milliseconds since the epoch. Of two that could answer the first does; what one would refuse another may still answer.
 */
export async function shake(
  request: Recognisable,
  enabled: Enabled,
  receivedAt: number,
): Promise<Shaken | null> {
  const reading = new Reading(request);
  let refused: Shaken | null = null;
  for (const { provider, secret: wanted, guard, ways } of handshakes) {
    const setting = enabled[provider];
    if (!setting?.enabled || (wanted?.needed && setting.secret === null)) continue;
    const { secret } = setting;
    if (guard && secret !== null && (await isRefused(guard, provider, secret, reading, receivedAt))) {
      const reply = { status: guard.refusal, headers: guarded, body: none };
      refused ??= { provider, step: `${guard.checks} check`, reply };
      continue;
    }
    for (const way of ways) {
      const reply = await replyOf(way, reading, secret ?? '');
      if (reply) return { provider, step: way.asks, reply };
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
  if (by !== 'signature') return !equal(utf8(said(by, reading) ?? ''), utf8(secret));
  const { method: sentBy, headers, body, target } = reading.request;
  const signed = { method: sentBy, url: target, headers, body };
  const claimed = readSignature(providerOf(provider)?.signatures ?? [], signed, receivedAt, secret);
  if (claimed?.state !== 'claimed') return true;
  return (await verify(claimed.scheme, claimed.claim, secret)).state !== 'valid';
}

/** What a way answers; null when the request does not ask that way. */
async function replyOf(way: Way, reading: Reading, secret: string): Promise<Shaken['reply'] | null> {
  if (!hasTraits(way, reading)) return null;
  const token = way.token ? said(way.token, reading) : '';
  if (token === null || token.length > longestToken || (way.token && token === '')) return null;
  const { status, headers = [], body } = way.reply;
  if (headers.some(([, value]) => typeof value !== 'string') && !/^[\x20-\x7e]+$/.test(token)) return null;
  const own = headers.map(([name, value]) => [name, typeof value === 'string' ? value : token] as const);
  const content = body && (await contentOf(body, token, secret));
  if (content === null) return null;
  if (!content) return { status, headers: [...own, ...guarded], body: none };
  const type = `${content.type}; charset=utf-8`;
  return { status, headers: [['Content-Type', type], ...own, ...guarded], body: utf8(content.text) };
}

/** The body that is given; null when the token is none that could be signed. */
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
  const made = await signatureOf({ kind: 'hmac', hash: 'SHA-256' }, utf8(secret), utf8(token));
  return prefix + encoded(made!, encoding);
}

function hasTraits({ method, traits }: Pick<Way, 'method' | 'traits'>, reading: Reading): boolean {
  return reading.request.method === method && traits.every((trait) => holds(trait, reading));
}

function holds({ is, isMissing, ...part }: Trait, reading: Reading): boolean {
  if (isMissing) return (found(part as Part, reading) ?? null) === null;
  const text = said(part as Part, reading);
  return text !== null && (is === undefined || text === is);
}

/** What a request says there, numbers as texts; null when nothing. */
function said(part: Part, reading: Reading): string | null {
  const value = found(part, reading);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function found(part: Part, reading: Reading): unknown {
  if ('header' in part) return reading.header(part.header);
  if ('query' in part) return reading.query.get(part.query);
  if ('form' in part) return reading.form.get(part.form);
  return at(reading.json, part.json.split('.'));
}

/** What is given back came from outside: no browser may take it for anything else, or show more than its text. */
const guarded = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Content-Security-Policy', "sandbox; default-src 'none'"],
] as const;

const none = new Uint8Array();
const utf8 = (text: string) => new TextEncoder().encode(text);
