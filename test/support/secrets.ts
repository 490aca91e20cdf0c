import { brotliCompressSync, gzipSync } from 'node:zlib';
import { redactionShape } from '#lib/model/masking.ts';

/** Requests with secrets that masked links must not show, and the rules of these links. */

/** The secret in the requests below. Short ones occur where rules name them, long ones everywhere. */
export const secret = 'wb7Secret0f4A9';
export const secretRules = redactionShape.parse({
  headers: ['X-Tenant'],
  fields: ['email', 'card.number', '$.code'],
});

type Sent = { path?: string; headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> };

const json = { 'Content-Type': 'application/json' };
const document = JSON.stringify({
  ok: 'shown',
  code: secret,
  user: { email: `${secret}@x.org`, tags: [`see ${secret}`] },
  card: { number: [secret, 4], holder: 'Zoë' },
  payload: JSON.stringify({ email: secret }),
  note: `and again ${secret}`,
});
const part = (head: string, content: string) =>
  `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;

export const secretRequests: Record<string, Sent> = {
  json: { headers: json, body: document },
  'json with escapes': {
    headers: json,
    body: `{"ema\\u0069l":"${[...secret].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('')}"}`,
  },
  form: {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `a=1&user%5Bemail%5D=${secret}&payload=${encodeURIComponent(document)}`,
  },
  multipart: {
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    body: `${part('name="email"', secret)}${part('name="f"; filename="f.csv"', `a,${secret}`)}--x--\r\n`,
  },
  gzip: { headers: { ...json, 'Content-Encoding': 'gzip' }, body: new Uint8Array(gzipSync(document)) },
  brotli: {
    headers: { ...json, 'Content-Encoding': 'br' },
    body: new Uint8Array(brotliCompressSync(document)),
  },
  'gzip cut off': {
    headers: { ...json, 'Content-Encoding': 'gzip' },
    body: new Uint8Array(gzipSync(document)).slice(0, -20),
  },
  'a header': { headers: { 'X-Tenant': secret, 'X-Copy': `of ${secret}` } },
  'authorization and cookie': {
    headers: {
      Authorization: `Bearer ${secret}`,
      Cookie: `a=1; session=${secret}`,
      'X-Hub-Signature-256': secret,
    },
  },
  query: { path: `/a?email=${secret}&x=1&token=${secret}` },
  'broken json': { headers: json, body: `{"email":"${secret}` },
  text: { headers: { 'Content-Type': 'text/plain' }, body: `the email is ${secret}` },
  'long text': { headers: { 'Content-Type': 'text/plain' }, body: `${'x'.repeat(300_000)} ${secret}` },
  bytes: { body: new Uint8Array(Buffer.from(`\0\xff${secret}`, 'latin1')) },
  /** A request with every kind of secret, as a source for copies. */
  'all at once': {
    path: `/a/${secret}?email=${secret}&token=${secret}`,
    headers: { ...json, Cookie: `session=${secret}`, 'X-Tenant': secret, 'X-Hub-Signature-256': secret },
    body: JSON.stringify({ email: secret, again: [`see ${secret}`] }),
  },
};

/** Whether a text contains the secret in any encoding: as sent, percent or JSON escaped, base64 at any offset, hexadecimal. */
export function secretIn(text: string): boolean {
  const plain = text
    .replace(/\\+u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/%([\da-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  const coded = [0, 1, 2].map((shift) =>
    Buffer.from(`${'\0'.repeat(shift)}${secret}`)
      .toString('base64')
      .slice(4, -4),
  );
  const hex = Buffer.from(secret).toString('hex');
  return [secret, secret.toLowerCase(), hex, ...coded].some(
    (one) => text.includes(one) || plain.includes(one),
  );
}

/** Sends all requests, in order. */
export async function sendSecrets(captureUrl: string): Promise<void> {
  for (const { path = '', headers = {}, body } of Object.values(secretRequests))
    await fetch(`${captureUrl}${path}`, { method: 'POST', headers, body });
}
