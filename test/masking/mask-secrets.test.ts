import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyAs, copyTargets } from '#lib/copy-as/index.ts';
import type { CopySource } from '#lib/copy-as/target.ts';
import { fromBytes } from '#lib/http/byte-string.ts';
import { maskSecrets } from '#lib/masking/mask-secrets.ts';
import type { Header } from '#lib/model/capture.ts';
import { type Parts, sourceOf } from '../copy-as/source.ts';
import { processorClock } from '../support/processor-clock.ts';

const origin = 'http://localhost:3000';
const bodyOf = (parts: Parts) => new TextDecoder().decode(maskSecrets(sourceOf(parts)).body);
const json = (body: string) => bodyOf({ headers: [['Content-Type', 'application/json']], body });
const headerOf = (name: string, value: string) =>
  maskSecrets(sourceOf({ headers: [[name, value]] })).headers[0]![1];
const targetOf = (target: string) => maskSecrets(sourceOf({ target })).target;

describe('header lines', () => {
  it.each([
    'Authorization',
    'proxy-authorization',
    'Cookie',
    'Set-Cookie',
    'X-Api-Key',
    'x-goog-api-key',
    'X-Auth-Token',
    'X-Hub-Signature-256',
    'X-Slack-Signature',
    'Stripe-Signature',
    'X-Signature-Ed25519',
    'X-Shopify-Hmac-Sha256',
    'webhook-signature',
    'PAYPAL-TRANSMISSION-SIG',
    'X-Trello-Webhook',
    'X-Gitlab-Token',
    'X-Hook-Secret',
    'X-FusionAuth-Signature-JWT',
    'Ocp-Apim-Subscription-Key',
    'x-functions-key',
    'Content-MD5',
  ])('%s is a secret', (name) => {
    expect(headerOf(name, 'v0=abc')).toBe('[redacted]');
  });

  it.each([
    ['X-GitHub-Delivery', '72d3162e-cc78-11e3-81ab-4c9367dc0958'],
    ['X-Slack-Request-Timestamp', '1531420618'],
    ['X-Signature-Timestamp', '1531420618'],
    ['I-Twilio-Idempotency-Token', '72d3162e-cc78-11e3-81ab-4c9367dc0958'],
    ['Idempotency-Key', 'abc'],
    ['X-Author', 'Ann'],
    ['X-Keyboard', 'qwerty'],
    ['User-Agent', 'GitHub-Hookshot/044aadd'],
    ['Content-Type', 'multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW'],
    ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
    ['ETag', '"33a64df551425fcc55e4d42a148795d9f25f89d4"'],
    ['X-Amz-Cf-Id', 'Vn4oHhT0R7h0RQqd3aXcBvJ9yQ3l6mUz8kWb2ePq'],
    ['Authorization', ''],
  ])('%s: %s is none', (name, value) => {
    expect(headerOf(name, value)).toBe(value);
  });

  it('keeps names, order, number and the lines between', () => {
    const headers: Header[] = [
      ['cookie', 'a=1'],
      ['X-A', '1'],
      ['Cookie', 'b=2'],
    ];
    expect(maskSecrets(sourceOf({ headers })).headers).toEqual([
      ['cookie', '[redacted]'],
      ['X-A', '1'],
      ['Cookie', '[redacted]'],
    ]);
  });

  it('reads addresses in values', () => {
    expect(headerOf('Referer', 'https://ann:pw@h/?a=1&access_token=abc#x')).toBe(
      'https://[redacted]@h/?a=1&access_token=[redacted]',
    );
  });

  it('searches trailers too', () => {
    expect(maskSecrets(sourceOf({ trailers: [['X-Signature', 'abc']] })).trailers).toEqual([
      ['X-Signature', '[redacted]'],
    ]);
  });
});

/** Put together here, so that no scanner of sources takes them for real ones. */
const shaped = {
  Stripe: `sk_${'live'}_4eC39HqLyjWDarjtT1zdp7dc`,
  'a webhook secret': `whsec_${'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'}`,
  GitHub: `ghp_${'16C7e42F292c6912E7710c838347Ae178B4a'}`,
  Slack: `xoxb-${'2345678901-abcdefghijkl'}`,
  AWS: `AKIA${'IOSFODNN7EXAMPLE'}`,
  'a JSON Web Token': `eyJ${'hbGciOiJIUzI1NiJ9'}.eyJzdWIiOiIxIn0.c2lnbmF0dXJl`,
  'a random token': 'q7Zt3Kp9Xw2Lm5Vb8Rn4Hs6Jd',
  'random base64': 'aB3/dE5+gH7/jK9+mN1/pQ3+sT5/vW7+yZ9/bC2+eF4=',
};

describe('values shaped like keys', () => {
  it.each(Object.entries(shaped))('%s, wherever it stands', (_, secret) => {
    expect(json(`{"note":"use ${secret} now"}`)).toBe('{"note":"use [redacted] now"}');
    expect(bodyOf({ body: `plain ${secret}\ntext` })).toBe('plain [redacted]\ntext');
    expect(headerOf('X-Note', `a ${secret} b`)).toBe('a [redacted] b');
    expect(targetOf(`/b/x7k2?note=${encodeURIComponent(secret)}&b=1`)).toBe('/b/x7k2?note=[redacted]&b=1');
  });

  it.each([
    '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'd57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c',
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    `evt_${'1NG8Du2eZvKYlo2CUI79vXWy'}`,
    'getUserByIdAndOrganizationV2Async',
    'https://api.github.com/repos/Codertocat/Hello-World/git/refs{/sha}',
    '/api/v1/Users/12/Posts/34/Comments/56/Likes/78',
    '2026-11-23T08:00:00.123456789Z',
    'com.example.Project_2024.SomeVeryLongClassName42',
    '12345678901234567890123456789012',
  ])('%s is none', (value) => {
    expect(json(`{"value":"${value}"}`)).toBe(`{"value":"${value}"}`);
  });

  it('takes a private key as a whole, in a text and escaped in JSON', () => {
    const key = `-----BEGIN ${'RSA'} PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----`;
    expect(bodyOf({ body: `a\n${key}\nb` })).toBe('a\n[redacted]\nb');
    expect(json(JSON.stringify({ a: `x ${key} y` }))).toBe('{"a":"x [redacted] y"}');
  });
});

describe('names', () => {
  it('changes only the values of secret members, and no number, space, escape or order', () => {
    const body =
      '{ "id": 12345678901234567890.10,"Password" :"p\\u0061ss\\"x",\n\t"a":"\\u00e9\\/", "id":1e400,"client_secret":"", "apiKey":null,"accessToken":["a",{"b":"c"}],"z":"é" }';
    expect(json(body)).toBe(
      '{ "id": 12345678901234567890.10,"Password" :"[redacted]",\n\t"a":"\\u00e9\\/", "id":1e400,"client_secret":"", "apiKey":null,"accessToken":["[redacted]",{"b":"[redacted]"}],"z":"é" }',
    );
  });

  it('ends with the container that is secret', () => {
    expect(json('{"token":{"a":["b"]},"c":{"f":"d"},"secrets":[1,[2]],"e":[3]}')).toBe(
      '{"token":{"a":["[redacted]"]},"c":{"f":"d"},"secrets":["[redacted]",["[redacted]"]],"e":[3]}',
    );
  });

  it('bears more secrets than a call takes arguments', () => {
    const text = 'token=a '.repeat(200_000);
    expect(json(JSON.stringify({ text }))).toBe(
      JSON.stringify({ text: 'token=[redacted] '.repeat(200_000) }),
    );
  });

  it('makes a secret number a string, and keeps counts', () => {
    expect(json('{"pin":1234,"max_tokens":4096,"otp" : -1}')).toBe(
      '{"pin":"[redacted]","max_tokens":4096,"otp" : "[redacted]"}',
    );
  });

  it.each(['token_type', 'token_endpoint', 'author', 'authority', 'monkey', 'keys', 'passenger', 'pinned'])(
    'keeps %s',
    (name) => {
      expect(json(`{"${name}":"value"}`)).toBe(`{"${name}":"value"}`);
    },
  );

  it('reads JSON in a string, in a form, and both', () => {
    expect(json('{"Message":"{\\"password\\":\\"x\\",\\"pin\\":1}"}')).toBe(
      '{"Message":"{\\"password\\":\\"[redacted]\\",\\"pin\\":\\"[redacted]\\"}"}',
    );
    const form = (body: string) =>
      bodyOf({ headers: [['Content-Type', 'application/x-www-form-urlencoded']], body });
    expect(form('a=1&payload=%7B%22token%22%3A%22x%22%2C%22pin%22%3A1%7D&b=+%20')).toBe(
      'a=1&payload=%7B%22token%22%3A%22[redacted]%22%2C%22pin%22%3A%22[redacted]%22%7D&b=+%20',
    );
    expect(form('user=a&pass%77ord=x&token=&Token=a=b&&d')).toBe(
      'user=a&pass%77ord=[redacted]&token=&Token=[redacted]&&d',
    );
  });

  it('reads JSON that is broken, cut short, or one value a line', () => {
    expect(json('{"a":1,"password":"never end')).toBe('{"a":1,"password":"[redacted]');
    expect(json('{"token":"x"}\n{"token":"y"}')).toBe('{"token":"[redacted]"}\n{"token":"[redacted]"}');
    expect(json("{'password': 'x y', token: abc}")).toBe("{'password': '[redacted]', token: [redacted]");
  });

  it('reads queries, fragments and what is before the host', () => {
    expect(targetOf('/b/x7k2/a?id=1&api_key=a%20b&x-amz-signature=1#id_token=2')).toBe(
      '/b/x7k2/a?id=1&api_key=[redacted]&x-amz-signature=[redacted]#id_token=[redacted]',
    );
    const absolute = maskSecrets(sourceOf({ target: 'http://u:p@h/b/x7k2/a', prefixLength: 19 }));
    expect(absolute).toMatchObject({ target: 'http://[redacted]@h/b/x7k2/a', prefixLength: 26 });
  });

  it('reads texts of lines, XML and parts of forms', () => {
    expect(bodyOf({ body: 'a: 1\npassword: two words\nb: 2' })).toBe('a: 1\npassword: [redacted]\nb: 2');
    expect(bodyOf({ body: '<a><Password x="1">p</Password><b token="q"/></a>' })).toBe(
      '<a><Password x="1">[redacted]</Password><b token="[redacted]"/></a>',
    );
    const part = (name: string, value: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const headers: Header[] = [['Content-Type', 'multipart/form-data; boundary=x']];
    expect(bodyOf({ headers, body: `${part('a', '1')}${part('client_secret', 'x\r\ny')}--x--` })).toBe(
      `${part('a', '1')}${part('client_secret', '[redacted]')}--x--`,
    );
  });
});

describe('JSON', () => {
  const key = fc.constantFrom('a', 'id', 'password', 'tokens', 'pin', 'api_key', 'x"y', 'é');
  const leaf = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(
      null,
      true,
      '',
      'password: x',
      '{"token":"a\\nb"}',
      'a=1&token=%22',
      `ghp_${'a1'.repeat(18)}`,
    ),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }));

  it('stays JSON of the same shape, and redacting it again changes nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree), fc.constantFrom(0, 1), (value, spaces) => {
        const once = json(JSON.stringify(value, null, spaces));
        expect(shapeOf(JSON.parse(once))).toEqual(shapeOf(value));
        expect(json(once)).toBe(once);
      }),
      { examples: [[{ a: [-8.4e-323], api_key: { a: [8.4e-323] } }, 0]] },
    );
  });

  /** Containers and names as they are, every other value the same. */
  function shapeOf(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(shapeOf);
    if (typeof value !== 'object' || value === null) return 0;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
  }
});

describe('the rest of the request', () => {
  it('makes Content-Length fit', () => {
    const whole = maskSecrets(sourceOf({ headers: [['content-length', '16']], body: '{"password":"x"}' }));
    expect(whole).toMatchObject({ headers: [['content-length', '25']], bodySize: 25 });
    const cut = { bodySize: 3000, truncated: true, headers: [['Content-Length', '3000']] as Header[] };
    expect(maskSecrets(sourceOf({ ...cut, body: '{"password":"x","' }))).toMatchObject({
      bodySize: 3009,
      headers: [['Content-Length', '3009']],
    });
  });

  it.each([
    ['compressed', Uint8Array.of(0x1f, 0x8b, 8, 0)],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0)],
    ['not UTF-8', Uint8Array.of(0x70, 0xe9)],
  ])('leaves out a body that is %s, and says so', (_, body) => {
    const result = maskSecrets(sourceOf({ headers: [['Content-Length', `${body.length}`]], body }));
    expect(result).toMatchObject({ headers: [['Content-Length', '0']], bodySize: 0 });
    expect(result.body).toHaveLength(0);
    expect(result.remarks?.join(' ')).toContain(`The body of ${body.length} bytes`);
  });

  it('finds a secret again where no name or shape gives it away', () => {
    const source = sourceOf({
      target: '/b/x7k2/hunter-two-9/?q=hunter-two-9',
      headers: [
        ['Authorization', `Basic ${btoa('ann:hunter-two-9')}`],
        ['X-Note', 'hunter-two-9'],
      ],
      body: '{"text":"hunter\\u002dtwo-9"}',
    });
    const result = maskSecrets(source);
    expect(result.target).toBe('/b/x7k2/[redacted]/?q=[redacted]');
    expect(result.headers[1]).toEqual(['X-Note', '[redacted]']);
    expect(fromBytes(result.body)).toBe('{"text":"[redacted]"}');
  });

  it('changes nothing of a request without secrets', () => {
    const source = sourceOf({
      headers: [['Content-Type', 'application/json']],
      target: '/b/x7k2?a=%zz',
      body: '[1, 2 ]',
    });
    const { remarks, ...result } = maskSecrets(source);
    expect(result).toEqual(source);
    expect(remarks).toEqual(['0 values that look like secrets are masked.']);
  });

  it('searches a long body in time that grows with it', () => {
    for (const text of [
      'a=',
      '"',
      '://',
      '{"a":',
      'eyJ-',
      'password:',
      '[',
      '\\u0061',
      '<a ',
      '-----BEGIN PRIVATE KEY-----',
    ]) {
      const body = text.repeat(40_000 / text.length);
      const start = processorClock();
      maskSecrets(sourceOf({ body }));
      maskSecrets(sourceOf({ body: `{"a":"${body}"}` }));
      expect(processorClock() - start, text).toBeLessThan(3000);
    }
  });
});

describe('every target', () => {
  const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const secret = fc
    .array(fc.constantFrom(...letters), { minLength: 12, maxLength: 40 })
    .map((characters) => `Z9${characters.join('')}x`);
  const places: Record<string, (secret: string) => Parts> = {
    header: (it) => ({ headers: [['Authorization', `Bearer ${it}`]] }),
    cookie: (it) => ({ headers: [['Cookie', `theme=dark; session=${it}`]] }),
    query: (it) => ({ target: `/b/x7k2?token=${it}` }),
    json: (it) => ({ body: JSON.stringify({ a: [{ client_secret: it }] }) }),
    form: (it) => ({
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: `a=1&password=${it}`,
    }),
    nested: (it) => ({ body: JSON.stringify({ message: JSON.stringify({ password: it }) }) }),
    basic: (it) => ({ headers: [['Proxy-Authorization', `Basic ${btoa(`ann:${it}`)}`]] }),
  };

  it.each(copyTargets.map((target) => [target.id, target] as const))('holds no secret: %s', (_, target) => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...Object.keys(places)), (it, place) => {
        const parts = places[place]!(it);
        const headers: Header[] = [['Host', 'h'], ...(parts.headers ?? []), ['X-Copy', `a${it}b`]];
        const source: CopySource = sourceOf({
          target: `/b/x7k2/${it}`,
          body: `note ${it}`,
          ...parts,
          headers,
        });
        const copy = copyAs(target, source, { origin, redact: true });
        for (const form of [it, btoa(it), btoa(`ann:${it}`)]) expect(copy).not.toContain(form);
      }),
      { numRuns: 40 },
    );
  });
});
