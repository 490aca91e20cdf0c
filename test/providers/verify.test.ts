import { createHash, createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto';
import { sign as signGitHub, verify as verifyGitHub } from '@octokit/webhooks-methods';
import { verifyKey } from 'discord-interactions';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { Webhook as Svix } from 'svix';
import { describe, expect, it, test } from 'vitest';
import { fromBytes } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import { providerOf, providers } from '#lib/providers/index.ts';
import { verifyAndFindMistakes } from '#lib/providers/signature/find-mistakes.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import { readSignature } from '#lib/providers/signature/verify.ts';
import { everyByte } from '../support/received.ts';

const url = 'https://bins.example/b/x7k2/hook?a=1';
const now = 1_795_000_000;
const bytes = (text: string | Uint8Array) =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text;

function signed(
  headers: Record<string, string>,
  body: string | Uint8Array = '',
  more: Partial<Signed> = {},
): Signed {
  return { method: 'POST', url, headers: Object.entries(headers), body: bytes(body), ...more };
}

/** What is said of a request of this provider, looked at `late` seconds after it was received. */
async function verdictOf(id: string, request: Signed, secret: string, receivedAt = now * 1000) {
  const { signatures = [] } = providerOf(id)!;
  const reading = readSignature(signatures, request, receivedAt, secret);
  if (reading?.state !== 'claimed') return { state: reading?.state ?? 'unsigned', clock: null, findings: [] };
  const verdict = await verifyAndFindMistakes(reading.scheme, reading.claim, secret, request);
  return { findings: [] as readonly string[], ...verdict, clock: reading.clock };
}

const mac = (hash: string, key: string | Uint8Array, ...message: (string | Uint8Array)[]) => {
  const hmac = createHmac(hash, key);
  for (const piece of message) hmac.update(piece);
  return hmac;
};

const ed25519 = generateKeyPairSync('ed25519');
const publicBytes = ed25519.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const spki = p256.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

/** A body that is not UTF-8: what is signed is bytes. */
const odd = Buffer.concat([Buffer.from('{"a":"é\u20ac\r\n'), everyByte]);
const form = { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' };
const t = String(now);

/** How every provider signs, written out with node:crypto as its documents say. */
const makers: Record<string, (body: Uint8Array) => [headers: Record<string, string>, secret: string]> = {
  github: (b) => [{ 'X-Hub-Signature-256': `sha256=${mac('sha256', 's', b).digest('hex')}` }, 's'],
  gitea: (b) => [{ 'X-Gitea-Signature': mac('sha256', 's', b).digest('hex') }, 's'],
  forgejo: (b) => [{ 'X-Forgejo-Signature': mac('sha256', 's', b).digest('hex') }, 's'],
  gitlab: () => [{ 'X-Gitlab-Token': 'a b c' }, 'a b c'],
  bitbucket: (b) => [{ 'X-Hub-Signature': `sha256=${mac('sha256', 's', b).digest('hex')}` }, 's'],
  jira: (b) => [{ 'X-Hub-Signature': `sha256=${mac('sha256', 's', b).digest('hex')}` }, 's'],
  websub: (b) => [{ 'X-Hub-Signature': `sha512=${mac('sha512', 's', b).digest('hex')}` }, 's'],
  slack: (b) => [
    {
      'X-Slack-Request-Timestamp': t,
      'X-Slack-Signature': `v0=${mac('sha256', 's', `v0:${t}:`, b).digest('hex')}`,
    },
    's',
  ],
  zoom: (b) => [
    {
      'x-zm-request-timestamp': t,
      'x-zm-signature': `v0=${mac('sha256', 's', `v0:${t}:`, b).digest('hex')}`,
    },
    's',
  ],
  webflow: (b) => [
    {
      'x-webflow-timestamp': `${t}000`,
      'x-webflow-signature': mac('sha256', 's', `${t}000:`, b).digest('hex'),
    },
    's',
  ],
  twitch: (b) => [
    {
      'Twitch-Eventsub-Message-Id': 'm1',
      'Twitch-Eventsub-Message-Timestamp': '2026-11-18T11:06:40.123456789Z',
      'Twitch-Eventsub-Message-Signature': `sha256=${mac('sha256', 's', 'm12026-11-18T11:06:40.123456789Z', b).digest('hex')}`,
    },
    's',
  ],
  zendesk: (b) => [
    {
      'X-Zendesk-Webhook-Signature-Timestamp': '2026-11-18T11:06:40Z',
      'X-Zendesk-Webhook-Signature': mac('sha256', 's', '2026-11-18T11:06:40Z', b).digest('base64'),
    },
    's',
  ],
  discord: (b) => [
    {
      'X-Signature-Timestamp': t,
      'X-Signature-Ed25519': signWith(null, Buffer.concat([Buffer.from(t), b]), ed25519.privateKey).toString(
        'hex',
      ),
    },
    publicBytes.toString('hex'),
  ],
  sendgrid: (b) => [
    {
      'X-Twilio-Email-Event-Webhook-Timestamp': t,
      'X-Twilio-Email-Event-Webhook-Signature': signWith(
        'sha256',
        Buffer.concat([Buffer.from(t), b]),
        p256.privateKey,
      ).toString('base64'),
    },
    spki,
  ],
  square: (b) => [{ 'X-Square-HmacSha256-Signature': mac('sha256', 's', url, b).digest('base64') }, 's'],
  trello: (b) => [{ 'X-Trello-Webhook': mac('sha1', 's', b, url).digest('base64') }, 's'],
  woocommerce: (b) => [{ 'X-WC-Webhook-Signature': mac('sha256', 's', b).digest('base64') }, 's'],
  stripe: (b) => [
    { 'Stripe-Signature': `t=${t},v1=00,v1=${mac('sha256', 'whsec_abc', `${t}.`, b).digest('hex')},v0=11` },
    'whsec_abc',
  ],
  calendly: (b) => [
    { 'Calendly-Webhook-Signature': `t=${t},v1=${mac('sha256', 's', `${t}.`, b).digest('hex')}` },
    's',
  ],
  paddle: (b) => [
    {
      'Paddle-Signature': `ts=${t};h1=${mac('sha256', 'pdl_ntfset_1', `${t}:`, b).digest('hex')};h1=00`,
    },
    'pdl_ntfset_1',
  ],
  shopify: (b) => [{ 'X-Shopify-Hmac-Sha256': mac('sha256', 's', b).digest('base64') }, 's'],
  linear: (b) => [{ 'Linear-Signature': mac('sha256', 's', b).digest('hex') }, 's'],
  x: (b) => [{ 'x-twitter-webhooks-signature': `sha256=${mac('sha256', 's', b).digest('base64')}` }, 's'],
  dropbox: (b) => [{ 'X-Dropbox-Signature': mac('sha256', 's', b).digest('hex') }, 's'],
  okta: () => [{ Authorization: 's' }, 's'],
  hubspot: (b) => [
    {
      'X-HubSpot-Request-Timestamp': `${t}000`,
      'X-HubSpot-Signature-v3': mac('sha256', 's', 'POST', url, b, `${t}000`).digest('base64'),
      'X-HubSpot-Signature': 'of another version',
    },
    's',
  ],
  typeform: (b) => [{ 'Typeform-Signature': `sha256=${mac('sha256', 's', b).digest('base64')}` }, 's'],
  vercel: (b) => [{ 'x-vercel-signature': mac('sha1', 's', b).digest('hex') }, 's'],
  asana: (b) => [{ 'X-Hook-Signature': mac('sha256', 's', b).digest('hex') }, 's'],
  xero: (b) => [{ 'x-xero-signature': mac('sha256', 's', b).digest('base64') }, 's'],
  heroku: (b) => [{ 'Heroku-Webhook-Hmac-SHA256': mac('sha256', 's', b).digest('base64') }, 's'],
  sentry: (b) => [{ 'Sentry-Hook-Signature': mac('sha256', 's', b).digest('hex') }, 's'],
  pagerduty: (b) => [{ 'X-PagerDuty-Signature': `v1=00,v1=${mac('sha256', 's', b).digest('hex')}` }, 's'],
  fusionauth: (b) => {
    const digest = createHash('sha256').update(b).digest('base64');
    const text = [{ alg: 'HS512', typ: 'JWT' }, { request_body_sha256: digest }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return [{ 'X-FusionAuth-Signature-JWT': `${text}.${mac('sha512', 's', text).digest('base64url')}` }, 's'];
  },
  svix: (b) => [
    {
      'svix-id': 'msg_1',
      'svix-timestamp': t,
      'svix-signature': `v1,AA== v1,${mac('sha256', 'key', `msg_1.${t}.`, b).digest('base64')}`,
    },
    `whsec_${btoa('key')}`,
  ],
  'standard-webhooks': (b) => [
    {
      'webhook-id': 'msg_1',
      'webhook-timestamp': t,
      'webhook-signature': `v1,AA== v1a,${signWith(null, Buffer.concat([Buffer.from(`msg_1.${t}.`), b]), ed25519.privateKey).toString('base64')}`,
    },
    `whpk_${publicBytes.toString('base64')}`,
  ],
  intercom: (b) => [{ 'X-Hub-Signature': `sha1=${mac('sha1', 's', b).digest('hex')}` }, 's'],
  meta: (b) => [{ 'X-Hub-Signature-256': `sha256=${mac('sha256', 's', b).digest('hex')}` }, 's'],
};
/** These sign fields of a form, or a few of a JSON body; their tests stand below. */
const ofFields = ['twilio', 'mandrill', 'adyen'];

describe('a signature made as the provider documents it is valid, over bytes that are not text, and wrong once a byte is other', () => {
  const signing = providers.filter(({ signatures }) => signatures).map(({ id }) => id);
  it.each(signing.filter((id) => !ofFields.includes(id)))('%s', async (id) => {
    const [headers, secret] = makers[id]!(odd);
    expect(await verdictOf(id, signed(headers, odd), secret)).toMatchObject({ state: 'valid' });
    expect(await verdictOf(id, signed(headers, odd), `${secret}x`)).not.toMatchObject({ state: 'valid' });
    const isToken = ['gitlab', 'okta'].includes(id);
    if (isToken) return;
    const other = Buffer.from(odd);
    other[20]! ^= 1;
    expect(await verdictOf(id, signed(headers, other), secret)).toMatchObject({ state: 'invalid' });
    expect(await verdictOf(id, signed({}, odd), secret)).toMatchObject({ state: 'unsigned' });
  });
});

describe('the providers’ own libraries agree', () => {
  it('GitHub’s signs and verifies', async () => {
    const body = '{"a":"é"}';
    const header = await signGitHub('secret', body);
    expect(
      await verdictOf('github', signed({ 'X-Hub-Signature-256': header }, body), 'secret'),
    ).toMatchObject({
      state: 'valid',
    });
    const [made, secret] = makers.github!(bytes(body));
    expect(await verifyGitHub(secret, body, made['X-Hub-Signature-256']!)).toBe(true);
  });

  it.each([
    ['standard-webhooks', 'webhook', Webhook],
    ['svix', 'svix', Svix],
    ['gitlab', 'webhook', Webhook],
  ] as const)('%s', async (id, prefix, Library) => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const body = '{"a":"é"}';
    const signature = new Library(secret).sign('msg_1', new Date(now * 1000), body);
    const headers = {
      [`${prefix}-id`]: 'msg_1',
      [`${prefix}-timestamp`]: t,
      [`${prefix}-signature`]: signature,
    };
    expect(await verdictOf(id, signed(headers, body), secret)).toMatchObject({ state: 'valid' });
  });

  it('Discord’s verifies what we find valid', async () => {
    const [headers, key] = makers.discord!(bytes('{"type":1}'));
    const library = await verifyKey('{"type":1}', headers['X-Signature-Ed25519']!, t, key);
    expect(library).toBe(true);
  });
});

describe('documented examples are valid', () => {
  it.each<[string, Signed, string]>([
    [
      'github',
      signed(
        { 'X-Hub-Signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' },
        'Hello, World!',
      ),
      "It's a Secret to Everybody",
    ],
    [
      'slack',
      signed(
        {
          'X-Slack-Request-Timestamp': '1531420618',
          'X-Slack-Signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
        },
        'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
      ),
      '8f742231b10e8888abcd99yyyzzz85a5',
    ],
    [
      'dropbox',
      signed(
        { 'X-Dropbox-Signature': '0a8c16b085420b960dc78664279fe09e936a2a01b1f91064869d9e77dfd64529' },
        '{"delta": {"users": [12345]}}',
      ),
      'the_secret',
    ],
    [
      'adyen',
      signed(
        {},
        '{"live":"false","notificationItems":[{"NotificationRequestItem":{"eventCode":"AUTHORISATION","success":"true","pspReference":"7914073381342284","merchantAccountCode":"TestMerchant","merchantReference":"TestPayment-1407325143704","amount":{"value":1130,"currency":"EUR"},"additionalData":{"hmacSignature":"coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0="}}}]}',
      ),
      '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056',
    ],
    [
      'twilio',
      signed(
        { ...form, 'X-Twilio-Signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' },
        'Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE',
        { url: 'https://mycompany.com/myapp.php?foo=1&bar=2' },
      ),
      '12345',
    ],
  ])('%s', async (id, request, secret) => {
    expect(await verdictOf(id, request, secret)).toMatchObject({ state: 'valid' });
  });
});

describe('Twilio and Mandrill sign the address', () => {
  const body = 'b=2&a=x+y&b=1&b=2&%C3%A9=%26';
  const sign = (address: string, fields = 'ax yb1b2é&') =>
    mac('sha1', 's', address + fields).digest('base64');

  it.each([
    ['as it is', url],
    ['with the port that goes without saying', 'https://bins.example:443/b/x7k2/hook?a=1'],
  ])('%s', async (_, address) => {
    const request = signed({ ...form, 'X-Twilio-Signature': sign(address) }, body);
    expect(await verdictOf('twilio', request, 's')).toMatchObject({ state: 'valid' });
  });

  it('and the digest of a body that is no form, which stands in it', async () => {
    const sha256 = createHash('sha256').update('{}').digest('hex');
    const address = `${url}&bodySHA256=${sha256}`;
    const headers = { 'Content-Type': 'application/json', 'X-Twilio-Signature': sign(address, '') };
    expect(await verdictOf('twilio', signed(headers, '{}', { url: address }), 's')).toMatchObject({
      state: 'valid',
    });
    expect(await verdictOf('twilio', signed(headers, '{ }', { url: address }), 's')).toMatchObject({
      state: 'invalid',
      findings: [expect.stringContaining('digest of the body')],
    });
  });

  it('and another address is told', async () => {
    const request = signed({ ...form, 'X-Mandrill-Signature': sign(url.replace('https', 'http')) }, body);
    expect(await verdictOf('mandrill', request, 's')).toMatchObject({
      state: 'invalid',
      findings: [expect.stringContaining('http://bins.example/b/x7k2/hook?a=1')],
    });
  });
});

describe('HubSpot’s older versions', () => {
  it.each([
    ['v1', '{}'],
    ['v2', `POST${url}{}`],
  ])('%s', async (version, message) => {
    const signature = createHash('sha256').update(`s${message}`).digest('hex');
    const headers = { 'X-HubSpot-Signature': signature, 'X-HubSpot-Signature-Version': version };
    expect(await verdictOf('hubspot', signed(headers, '{}'), 's')).toMatchObject({ state: 'valid' });
  });
});

describe('the clock is another question than the signature', () => {
  it('and is judged against the time of receipt', async () => {
    const [headers, secret] = makers.paddle!(bytes('{}'));
    const request = signed(headers, '{}');
    expect(await verdictOf('paddle', request, secret, now * 1000 + 3000)).toMatchObject({
      state: 'valid',
      clock: { seconds: 3, allowed: 5 },
    });
    expect(await verdictOf('paddle', request, secret, now * 1000 + 360_000)).toMatchObject({
      state: 'valid',
      clock: { seconds: 360, allowed: 5 },
    });
  });

  it('for Linear, whose time stands in the body', async () => {
    const body = bytes(`{"webhookTimestamp":${now * 1000 + 500}}`);
    const [headers, secret] = makers.linear!(body);
    expect(await verdictOf('linear', signed(headers, body), secret)).toMatchObject({
      clock: { seconds: -0.5, allowed: 60 },
    });
  });
});

describe('the doctor finds', () => {
  const body = '{"b": "é/", "a":[1, 2]}\n';
  const gitHub = (key: string | Uint8Array, over: string | Uint8Array, encoding: 'hex' | 'base64' = 'hex') =>
    signed({ 'X-Hub-Signature-256': `sha256=${mac('sha256', key, over).digest(encoding)}` }, body);
  it.each<[string, string, Signed, string, RegExp]>([
    ['white space around the secret', 'github', gitHub('s', body), ' s\n', /whitespace around/],
    [
      'a line break in the sender’s secret',
      'github',
      gitHub('s\n', body),
      's',
      /line break after the secret/,
    ],
    ['quotes around the secret', 'github', gitHub('s', body), '"s"', /quotes/],
    ['a secret that is decoded', 'github', gitHub(Buffer.from('abcd', 'hex'), body), 'abcd', /hexadecimal/],
    ['a signature in another encoding', 'github', gitHub('s', body, 'base64'), 's', /decoded from base64/],
    [
      'a body written anew',
      'github',
      gitHub('s', JSON.stringify(JSON.parse(body))),
      's',
      /as printed by JSON.stringify /,
    ],
    [
      'a body as Python writes it',
      'github',
      gitHub('s', '{"b": "é/", "a": [1, 2]}'),
      's',
      /as printed by Python’s json.dumps with ensure_ascii=False/,
    ],
    ['a lost line break', 'github', gitHub('s', body.trim()), 's', /without its last line break/],
    [
      'another hash',
      'github',
      signed({ 'X-Hub-Signature-256': `sha256=${mac('sha1', 's', body).digest('hex')}` }, body),
      's',
      /SHA-1 instead of SHA-256/,
    ],
    [
      'Stripe’s secret without its prefix',
      'stripe',
      signed({ 'Stripe-Signature': `t=1,v1=${mac('sha256', 'abc', `1.${body}`).digest('hex')}` }, body),
      'whsec_abc',
      /after whsec_ as text/,
    ],
    [
      'a time that is not signed',
      'stripe',
      signed({ 'Stripe-Signature': `t=1,v1=${mac('sha256', 's', body).digest('hex')}` }, body),
      's',
      /body alone/,
    ],
    [
      'two mistakes at once',
      'github',
      gitHub('s', body.trim()),
      's\n',
      /whitespace around .*, and for the body without/,
    ],
  ])('%s', async (_, id, request, secret, words) => {
    const verdict = await verdictOf(id, request, secret);
    expect(verdict.state).toBe('invalid');
    expect(verdict.findings.join(' ')).toMatch(words);
  });

  it('nothing where the secret is another', async () => {
    expect(await verdictOf('github', gitHub('s', body), 'other')).toMatchObject({
      state: 'invalid',
      findings: [],
      expected: mac('sha256', 'other', body).digest('hex'),
    });
  });
});

/** A JWT with a digest of a body, said to be signed by `alg`. */
function jwtOf(alg: string): string {
  const parts = [{ alg }, { request_body_sha256: '' }];
  return [...parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')), ''].join('.');
}

describe('what cannot be read says why', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['slack', { 'X-Slack-Signature': 'v0=00' }, /X-Slack-Request-Timestamp is missing/],
    ['stripe', { 'Stripe-Signature': 'v1=00' }, /has no t=/],
    ['github', { 'X-Hub-Signature-256': 'abc' }, /does not begin with sha256=/],
    ['fusionauth', { 'X-FusionAuth-Signature-JWT': 'a.b.c' }, /is not a JWT/],
    ['svix', { 'svix-signature': 'v1,x' }, /svix-id is missing/],
    // Names that every object of JavaScript has are names like any other.
    ['websub', { 'X-Hub-Signature': 'constructor=00' }, /does not begin with the name of a hash/],
    ['fusionauth', { 'X-FusionAuth-Signature-JWT': jwtOf('constructor') }, /is signed with constructor/],
  ])('%s', (id, headers, words) => {
    const reading = readSignature(providerOf(id)!.signatures!, signed(headers), 0);
    expect(reading).toMatchObject({ state: 'unreadable', why: expect.stringMatching(words) });
  });
});

test('anything is valid, wrong, or said to be impossible to tell, and never throws', async () => {
  const byteString = fc.uint8Array({ maxLength: 60 }).map(fromBytes);
  const schemes = providers.flatMap(({ signatures = [] }) => signatures);
  const names = [...new Set(Object.values(makers).flatMap((make) => Object.keys(make(odd)[0])))];
  const value = fc.oneof(
    byteString,
    fc.constantFrom(
      'v0=00',
      't=1,v1=00',
      'v1,AA==',
      'sha256=AAAA',
      'constructor=00',
      'e30.e30.e30',
      jwtOf('constructor'),
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 12 }),
      fc.uint8Array({ maxLength: 80 }),
      fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()),
      fc.string(),
      async (headers, body, address, secret) => {
        const request = { method: 'POST', url: address, headers: headers as Header[], body };
        for (const scheme of schemes) {
          const reading = readSignature([scheme], request, 0, secret);
          if (reading?.state !== 'claimed') continue;
          const verdict = await verifyAndFindMistakes(scheme, reading.claim, secret, request);
          if (verdict.state === 'valid') expect(scheme.method.kind).toBe('token');
        }
      },
    ),
    { numRuns: 60 },
  );
});
