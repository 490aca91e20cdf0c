import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { signatureWords, whyInvalid } from '#components/inspector/signature/signature-words.ts';
import { fromBytes } from '#lib/http/byte-string.ts';
import { providerOf } from '#lib/providers/index.ts';
import { verifyAndFindMistakes } from '#lib/providers/signature/find-mistakes.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import { readSignature } from '#lib/providers/signature/verify.ts';

/**
 * Every documented way in which the verification of a signature goes wrong, and what is said about it. The sentences are in
 * `golden/explanations.txt`; read them there as somebody whose webhook does not work.
 */

const now = 1_795_000_000;
const url = 'https://bins.example/b/x7k2/hook?a=1';
const mac = (hash: string, key: string | Uint8Array, ...pieces: (string | Uint8Array)[]) => {
  const hmac = createHmac(hash, key);
  for (const piece of pieces) hmac.update(piece);
  return hmac;
};
const sha256 = (key: string | Uint8Array, ...pieces: (string | Uint8Array)[]) =>
  mac('sha256', key, ...pieces);

type Case = { what: string; provider: string; request: Signed; secret: string; receivedAt?: number };

function signed(
  headers: Record<string, string>,
  body: string | Uint8Array = '',
  more: Partial<Signed> = {},
): Signed {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return { method: 'POST', url, headers: Object.entries(headers), body: bytes, ...more };
}

const event = '{"id":"evt_1","url":"https://a.example/x","name":"Jörg & Søn","amount":10.50,"list":[1,{}]}';
const stripe = (
  key: string | Uint8Array,
  over: string | Uint8Array,
  body: string | Uint8Array = event,
  t = now,
) => signed({ 'Stripe-Signature': `t=${t},v1=${sha256(key, `${t}.`, over).digest('hex')}` }, body);
const gitHub = (key: string | Uint8Array, over: string | Uint8Array, body: string | Uint8Array = event) =>
  signed({ 'X-Hub-Signature-256': `sha256=${sha256(key, over).digest('hex')}` }, body);
const standard = (key: string | Uint8Array, body = event) =>
  signed(
    {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(now),
      'webhook-signature': `v1,${sha256(key, `msg_1.${now}.`, body).digest('base64')}`,
    },
    body,
  );
const slack = (key: string, message: string, t = now) =>
  signed(
    {
      'X-Slack-Request-Timestamp': String(t),
      'X-Slack-Signature': `v0=${sha256(key, message).digest('hex')}`,
    },
    event,
  );
const shopify = (signature: string) => signed({ 'X-Shopify-Hmac-Sha256': signature }, event);
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const twilio = (address: string, to = url) =>
  signed({ ...form, 'X-Twilio-Signature': mac('sha1', 'token', `${address}AB`).digest('base64') }, 'A=B', {
    url: to,
  });
const square = (address: string, to = url) =>
  signed({ 'X-Square-HmacSha256-Signature': sha256('key', address, event).digest('base64') }, event, {
    url: to,
  });

const key = Buffer.alloc(24, 7);
const whsec = `whsec_${key.toString('base64')}`;
const data = JSON.parse(event);
const ascii = (text: string, write = (code: string) => code) =>
  text.replace(/[^\0-\x7e]/g, (one) => `\\u${write(one.charCodeAt(0).toString(16).padStart(4, '0'))}`);
const compact = event;
const indented = (space: number | string) => JSON.stringify(data, null, space).replace('10.5', '10.50');
const python =
  '{"id": "evt_1", "url": "https://a.example/x", "name": "Jörg & Søn", "amount": 10.50, "list": [1, {}]}';
const sorted = '{"amount":10.50,"id":"evt_1","list":[1,{}],"name":"Jörg & Søn","url":"https://a.example/x"}';
const latin1 = Buffer.from(event, 'latin1');

const cases: Case[] = [
  // The secret
  {
    what: 'Stripe: the secret was pasted without whsec_',
    provider: 'stripe',
    request: stripe('whsec_abc', event),
    secret: 'abc',
  },
  {
    what: 'Stripe: whsec_ was taken for a mere prefix by the sender',
    provider: 'stripe',
    request: stripe('abc', event),
    secret: 'whsec_abc',
  },
  {
    what: 'Stripe: the secret of another endpoint, of the CLI, or of test mode',
    provider: 'stripe',
    request: stripe('whsec_abc', event),
    secret: 'whsec_other',
  },
  {
    what: 'Stripe: an API key',
    provider: 'stripe',
    request: stripe('whsec_abc', event),
    secret: 'sk_test_51Habc',
  },
  {
    what: 'Stripe: the ID of the endpoint',
    provider: 'stripe',
    request: stripe('whsec_abc', event),
    secret: 'we_1Habcdefghijkl',
  },
  {
    what: 'Paddle: the secret was pasted without its prefix',
    provider: 'paddle',
    request: signed(
      { 'Paddle-Signature': `ts=${now};h1=${sha256('pdl_ntfset_1', `${now}:`, event).digest('hex')}` },
      event,
    ),
    secret: '1',
  },
  {
    what: 'Paddle: an API key',
    provider: 'paddle',
    request: signed(
      { 'Paddle-Signature': `ts=${now};h1=${sha256('pdl_ntfset_1', `${now}:`, event).digest('hex')}` },
      event,
    ),
    secret: 'pdl_live_apikey_01abc',
  },
  {
    what: 'Standard Webhooks: v1,whsec_… was pasted',
    provider: 'standard-webhooks',
    request: standard(key),
    secret: `v1,${whsec}`,
  },
  {
    what: 'Standard Webhooks: the secret was used as text',
    provider: 'standard-webhooks',
    request: standard(whsec),
    secret: whsec,
  },
  {
    what: 'Standard Webhooks: the part after whsec_ was used as text',
    provider: 'standard-webhooks',
    request: standard(whsec.slice(6)),
    secret: whsec,
  },
  {
    what: 'Standard Webhooks: spaces around the secret',
    provider: 'standard-webhooks',
    request: standard(key),
    secret: ` ${whsec} `,
  },
  {
    what: 'Standard Webhooks: quotes around the secret',
    provider: 'svix',
    request: signed(
      Object.fromEntries(
        standard(key).headers.map(([name, value]) => [name.replace('webhook', 'svix'), value]),
      ),
      event,
    ),
    secret: `"${whsec}"`,
  },
  {
    what: 'Standard Webhooks: what is no base64 at all',
    provider: 'standard-webhooks',
    request: standard(key),
    secret: 'whsec_?!',
  },
  {
    what: 'GitHub: spaces around the secret',
    provider: 'github',
    request: gitHub('s', event),
    secret: ' s ',
  },
  {
    what: 'GitHub: a line break in the secret that was stored',
    provider: 'github',
    request: gitHub('s\n', event),
    secret: 's',
  },
  {
    what: 'GitHub: quotes from an .env file',
    provider: 'github',
    request: gitHub('s', event),
    secret: '"s"',
  },
  {
    what: 'GitHub: a secret in hexadecimal that the sender decodes',
    provider: 'github',
    request: gitHub(Buffer.from('00ff', 'hex'), event),
    secret: '00ff',
  },
  {
    what: 'GitHub: a secret in base64 that the sender decodes',
    provider: 'github',
    request: gitHub(Buffer.from('AAECAw==', 'base64'), event),
    secret: 'AAECAw==',
  },
  {
    what: 'GitHub: an access token',
    provider: 'github',
    request: gitHub('s', event),
    secret: `ghp_${'a'.repeat(36)}`,
  },
  {
    what: 'Slack: a bot token',
    provider: 'slack',
    request: slack('s', `v0:${now}:${event}`),
    secret: 'xoxb-123-abc',
  },
  {
    what: 'Slack: the verification token',
    provider: 'slack',
    request: slack('s', `v0:${now}:${event}`),
    secret: 'gIkuvaNzQIHg97ATvDxqgjtO',
  },
  {
    what: 'WooCommerce: a key of the REST API',
    provider: 'woocommerce',
    request: signed({ 'X-WC-Webhook-Signature': sha256('s', event).digest('base64') }, event),
    secret: `cs_${'0'.repeat(40)}`,
  },
  {
    what: 'Twilio: the account SID',
    provider: 'twilio',
    request: twilio(url),
    secret: `AC${'0'.repeat(32)}`,
  },
  { what: 'Twilio: the token of another account', provider: 'twilio', request: twilio(url), secret: 'other' },
  {
    what: 'Discord: the bot token',
    provider: 'discord',
    request: signed({ 'X-Signature-Timestamp': String(now), 'X-Signature-Ed25519': '00'.repeat(64) }, event),
    secret: `${'M'.repeat(24)}.abcdef.${'x'.repeat(27)}`,
  },
  {
    what: 'SendGrid: the API key',
    provider: 'sendgrid',
    request: signed(
      {
        'X-Twilio-Email-Event-Webhook-Timestamp': String(now),
        'X-Twilio-Email-Event-Webhook-Signature': 'MAYCAQECAQE=',
      },
      event,
    ),
    secret: `SG.${'a'.repeat(22)}.${'b'.repeat(43)}`,
  },
  {
    what: 'Shopify: the secret of another app',
    provider: 'shopify',
    request: shopify(sha256('s', event).digest('base64')),
    secret: 'other',
  },
  {
    what: 'Clerk: a key of the API',
    provider: 'svix',
    request: signed(
      Object.fromEntries(
        standard(key).headers.map(([name, value]) => [name.replace('webhook', 'svix'), value]),
      ),
      event,
    ),
    secret: `sk_test_${'a'.repeat(24)}`,
  },
  {
    what: 'OpenAI: a key of the API',
    provider: 'standard-webhooks',
    request: standard(key),
    secret: `sk-proj-${'a'.repeat(40)}`,
  },
  {
    what: 'Slack: an app-level token',
    provider: 'slack',
    request: slack('s', `v0:${now}:${event}`),
    secret: 'xapp-1-A1-2-abc',
  },
  {
    what: 'Paddle: the ID of the notification destination',
    provider: 'paddle',
    request: signed(
      { 'Paddle-Signature': `ts=${now};h1=${sha256('pdl_ntfset_1', `${now}:`, event).digest('hex')}` },
      event,
    ),
    secret: 'ntfset_01abc',
  },
  {
    what: 'GitHub: a line of an .env file',
    provider: 'github',
    request: gitHub('s', event),
    secret: 'WEBHOOK_SECRET=s',
  },
  {
    what: 'GitHub: \\n in the secret',
    provider: 'github',
    request: gitHub('a\nb', event),
    secret: 'a\\nb',
  },
  {
    what: 'WooCommerce: a secret with an HTML entity',
    provider: 'woocommerce',
    request: signed({ 'X-WC-Webhook-Signature': sha256('a&b', event).digest('base64') }, event),
    secret: 'a&amp;b',
  },
  {
    what: 'WooCommerce: a secret that the sender stores with HTML entities',
    provider: 'woocommerce',
    request: signed({ 'X-WC-Webhook-Signature': sha256('a&lt;b', event).digest('base64') }, event),
    secret: 'a<b',
  },
  {
    what: 'GitHub: a secret copied from a URL',
    provider: 'github',
    request: gitHub('a/b', event),
    secret: 'a%2Fb',
  },
  // The signature
  {
    what: 'GitHub: secret and body exchanged',
    provider: 'github',
    request: signed({ 'X-Hub-Signature-256': `sha256=${sha256(event, 's').digest('hex')}` }, event),
    secret: 's',
  },
  {
    what: 'GitHub: a digest of secret and body',
    provider: 'github',
    request: signed(
      { 'X-Hub-Signature-256': `sha256=${createHash('sha256').update(`s${event}`).digest('hex')}` },
      event,
    ),
    secret: 's',
  },
  {
    what: 'GitHub: a digest of body and secret',
    provider: 'github',
    request: signed(
      { 'X-Hub-Signature-256': `sha256=${createHash('sha256').update(`${event}s`).digest('hex')}` },
      event,
    ),
    secret: 's',
  },
  {
    what: 'Shopify: hexadecimal instead of base64',
    provider: 'shopify',
    request: shopify(sha256('s', event).digest('hex')),
    secret: 's',
  },
  {
    what: 'Shopify: base64 of the hexadecimal digits',
    provider: 'shopify',
    request: shopify(btoa(sha256('s', event).digest('hex'))),
    secret: 's',
  },
  {
    what: 'GitHub: base64 instead of hexadecimal',
    provider: 'github',
    request: signed({ 'X-Hub-Signature-256': `sha256=${sha256('s', event).digest('base64')}` }, event),
    secret: 's',
  },
  {
    what: 'GitHub: SHA-1 in the header of SHA-256',
    provider: 'github',
    request: signed({ 'X-Hub-Signature-256': `sha256=${mac('sha1', 's', event).digest('hex')}` }, event),
    secret: 's',
  },
  {
    what: 'Linear: a prefix that does not belong there',
    provider: 'linear',
    request: signed({ 'Linear-Signature': `sha256=${sha256('s', event).digest('hex')}` }, event),
    secret: 's',
  },
  {
    what: 'GitHub: the header without its prefix',
    provider: 'github',
    request: signed({ 'X-Hub-Signature-256': sha256('s', event).digest('hex') }, event),
    secret: 's',
  },
  {
    what: 'Slack: the timestamp header is missing',
    provider: 'slack',
    request: signed({ 'X-Slack-Signature': 'v0=00' }, event),
    secret: 's',
  },
  {
    what: 'Stripe: the header of another scheme',
    provider: 'stripe',
    request: signed({ 'Stripe-Signature': `sha256=${sha256('s', event).digest('hex')}` }, event),
    secret: 's',
  },
  // The signed content
  {
    what: 'Stripe: the body alone is signed',
    provider: 'stripe',
    request: signed({ 'Stripe-Signature': `t=${now},v1=${sha256('whsec_a', event).digest('hex')}` }, event),
    secret: 'whsec_a',
  },
  {
    what: 'Slack: the pieces are joined without separators',
    provider: 'slack',
    request: slack('s', `${now}${event}`),
    secret: 's',
  },
  {
    what: 'Stripe: the timestamp is signed after the body',
    provider: 'stripe',
    request: signed(
      { 'Stripe-Signature': `t=${now},v1=${sha256('whsec_a', `${event}.${now}`).digest('hex')}` },
      event,
    ),
    secret: 'whsec_a',
  },
  {
    what: 'Slack: milliseconds are signed, and seconds sent',
    provider: 'slack',
    request: slack('s', `v0:${now}000:${event}`),
    secret: 's',
  },
  // The time
  {
    what: 'Stripe: the timestamp is old',
    provider: 'stripe',
    request: stripe('whsec_a', event),
    secret: 'whsec_a',
    receivedAt: now + 3960,
  },
  {
    what: 'Slack: the clock of the sender is ahead',
    provider: 'slack',
    request: slack('s', `v0:${now}:${event}`),
    secret: 's',
    receivedAt: now - 600,
  },
  {
    what: 'Slack: not verified yet, and old',
    provider: 'slack',
    request: slack('s', `v0:${now}:${event}`),
    secret: '',
    receivedAt: now + 3960,
  },
  // The URL
  {
    what: 'Twilio: http instead of https',
    provider: 'twilio',
    request: twilio(url.replace('https', 'http')),
    secret: 'token',
  },
  {
    what: 'Twilio: a trailing slash',
    provider: 'twilio',
    request: twilio('https://bins.example/b/x7k2/hook/?a=1'),
    secret: 'token',
  },
  {
    what: 'Twilio: the query is missing',
    provider: 'twilio',
    request: twilio('https://bins.example/b/x7k2/hook'),
    secret: 'token',
  },
  {
    what: 'Twilio: a port of the server behind the proxy',
    provider: 'twilio',
    request: twilio(url, url.replace('.example', '.example:3000')),
    secret: 'token',
  },
  {
    what: 'Twilio: scheme and port of the server behind the proxy',
    provider: 'twilio',
    request: twilio(url, url.replace('https', 'http').replace('.example', '.example:3000')),
    secret: 'token',
  },
  {
    what: 'Twilio: capitals in the host',
    provider: 'twilio',
    request: twilio(url, url.replace('bins.example', 'Bins.Example')),
    secret: 'token',
  },
  {
    what: 'Square: http instead of https',
    provider: 'square',
    request: square(url.replace('https', 'http')),
    secret: 'key',
  },
  {
    what: 'Square: a trailing slash',
    provider: 'square',
    request: square('https://bins.example/b/x7k2/hook/?a=1'),
    secret: 'key',
  },
  {
    what: 'Square: another URL altogether',
    provider: 'square',
    request: square('https://other.example/'),
    secret: 'key',
  },
  {
    what: 'Twilio: a JSON body whose digest is in the URL was changed',
    provider: 'twilio',
    request: (() => {
      const address = `${url}&bodySHA256=${createHash('sha256').update('{}').digest('hex')}`;
      return signed(
        {
          'Content-Type': 'application/json',
          'X-Twilio-Signature': mac('sha1', 'token', address).digest('base64'),
        },
        '{ }',
        { url: address },
      );
    })(),
    secret: 'token',
  },
  // The body: line breaks and character encodings
  {
    what: 'a line break was added',
    provider: 'github',
    request: gitHub('s', event, `${event}\n`),
    secret: 's',
  },
  { what: 'a line break was removed', provider: 'github', request: gitHub('s', `${event}\n`), secret: 's' },
  { what: 'CRLF became LF', provider: 'github', request: gitHub('s', 'a\r\nb\r\n', 'a\nb\n'), secret: 's' },
  {
    what: 'a byte order mark was removed',
    provider: 'github',
    request: gitHub('s', `\ufeff${event}`),
    secret: 's',
  },
  { what: 'ISO 8859-1 became UTF-8', provider: 'github', request: gitHub('s', latin1, event), secret: 's' },
  { what: 'UTF-8 became ISO 8859-1', provider: 'github', request: gitHub('s', event, latin1), secret: 's' },
  {
    what: 'the sender signs before it sets the body',
    provider: 'github',
    request: gitHub('s', ''),
    secret: 's',
  },
  {
    what: 'a form was written again',
    provider: 'slack',
    request: signed(
      {
        ...form,
        'X-Slack-Request-Timestamp': String(now),
        'X-Slack-Signature': `v0=${sha256('s', `v0:${now}:text=a+b`).digest('hex')}`,
      },
      'text=a%20b',
    ),
    secret: 's',
  },
  {
    what: 'the field payload is signed instead of the form',
    provider: 'github',
    request: gitHub('s', '{}', 'payload=%7B%7D'),
    secret: 's',
  },
  // The body: printed again
  {
    what: 'indented by 2 → compact',
    provider: 'github',
    request: gitHub('s', indented(2), compact),
    secret: 's',
  },
  {
    what: 'indented by tabs, with a line break at the end → compact',
    provider: 'github',
    request: gitHub('s', `${indented('\t')}\n`, compact),
    secret: 's',
  },
  {
    what: 'compact → indented by 2',
    provider: 'github',
    request: gitHub('s', compact, indented(2)),
    secret: 's',
  },
  { what: '\\/ → /', provider: 'github', request: gitHub('s', compact.replaceAll('/', '\\/')), secret: 's' },
  { what: '\\u00f6 → ö', provider: 'github', request: gitHub('s', ascii(compact)), secret: 's' },
  {
    what: 'PHP: \\/ and \\u00f6 → / and ö',
    provider: 'github',
    request: gitHub('s', ascii(compact).replaceAll('/', '\\/')),
    secret: 's',
  },
  {
    what: '.NET: capitals in \\u00F6, and & as \\u0026 → compact',
    provider: 'github',
    request: gitHub('s', ascii(compact, (code) => code.toUpperCase()).replace('&', '\\u0026')),
    secret: 's',
  },
  {
    what: 'Go: & as \\u0026 → compact',
    provider: 'github',
    request: gitHub('s', compact.replace('&', '\\u0026')),
    secret: 's',
  },
  {
    what: 'Python with spaces → compact',
    provider: 'github',
    request: gitHub('s', ascii(python)),
    secret: 's',
  },
  { what: 'sorted keys → another order', provider: 'github', request: gitHub('s', sorted), secret: 's' },
  {
    what: 'Stripe: printed again by a JSON body parser',
    provider: 'stripe',
    request: stripe('whsec_a', indented(2), compact),
    secret: 'whsec_a',
  },
  {
    what: 'a lost order of keys, which cannot be had back: compact',
    provider: 'github',
    request: gitHub('s', compact, sorted),
    secret: 's',
  },
  {
    what: 'the same, printed by Python',
    provider: 'stripe',
    request: stripe('whsec_a', compact, ascii('{"b": 1, "a": "é"}')),
    secret: 'whsec_a',
  },
  {
    what: 'a body that no printer prints so',
    provider: 'github',
    request: gitHub('s', compact, '{"a" :1}'),
    secret: 's',
  },
  { what: 'a text that is not JSON', provider: 'github', request: gitHub('s', 'a', 'b'), secret: 's' },
];

async function explained({ provider: id, request, secret, receivedAt = now }: Case): Promise<string[]> {
  const provider = providerOf(id)!;
  const reading = readSignature(provider.signatures!, request, receivedAt * 1000, secret);
  if (reading === null) return ['not signed'];
  if (reading.state === 'unreadable') return [reading.why];
  const verdict =
    secret === '' ? null : await verifyAndFindMistakes(reading.scheme, reading.claim, secret, request);
  const { sentence } = signatureWords({ provider, state: { is: 'signed', reading, verdict } }, undefined);
  return [sentence, ...(verdict?.state === 'invalid' ? whyInvalid(provider, verdict) : [])];
}

test('every documented mistake is explained, in the sentences of the golden file', async () => {
  const blocks = [];
  for (const one of cases) {
    const lines = await explained(one);
    blocks.push([`# ${one.what}`, ...lines.map((line) => `  ${line}`)].join('\n'));
  }
  await expect(`${blocks.join('\n\n')}\n`).toMatchFileSnapshot('golden/explanations.txt');
});

test('nothing is explained by chance: with another secret, no case finds a mistake in the body or the URL', async () => {
  for (const one of cases.filter(({ secret, provider }) => secret !== '' && provider === 'github')) {
    const lines = await explained({ ...one, secret: 'another secret' });
    expect(lines.join(' '), one.what).not.toContain('The signature matches');
  }
  expect(fromBytes(latin1)).toContain('\xf6');
});
