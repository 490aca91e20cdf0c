import { createPublicKey, verify as verifyWith } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fromBytes, toBytes } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import { providerOf, providers } from '#lib/providers/index.ts';
import type { Provider } from '#lib/providers/provider.ts';
import { decoded, encoded } from '#lib/providers/signature/encoding.ts';
import type { Claim, Scheme, Signed } from '#lib/providers/signature/scheme.ts';
import { signAs, signingTerms } from '#lib/providers/signature/sign.ts';
import { timestampOf } from '#lib/providers/signature/timestamp.ts';
import { readSignature, verify } from '#lib/providers/signature/verify.ts';
import { secretsFor } from './signing-secrets.ts';

const now = 1_795_000_000_123;
const times = (['seconds', 'milliseconds', 'date'] as const).map((form) => timestampOf(now, form));
const formType: Header = ['Content-Type', 'application/x-www-form-urlencoded'];
const utf8 = (text: string) => new TextEncoder().encode(text);

/** Every scheme, as the only one of its provider. */
const cases = providers.flatMap((provider) =>
  (provider.signatures ?? []).map(
    (scheme) =>
      [
        `${provider.name}: ${scheme.words}`,
        { ...provider, signatures: [scheme] } as Provider,
        scheme,
      ] as const,
  ),
);

/** Bodies whose every byte is signed, as far as the scheme signs the body. */
function bodiesFor({ id }: Provider): fc.Arbitrary<{ headers: Header[]; body: Uint8Array }> {
  if (id === 'twilio' || id === 'mandrill') {
    const form = fc.webQueryParameters().map((text) => ({ headers: [formType], body: utf8(`a=${text}`) }));
    return id === 'mandrill' ? form : fc.oneof(form, fc.json().map(jsonOf));
  }
  if (id === 'adyen') {
    return fc.constant(jsonOf('{"notificationItems":[{"NotificationRequestItem":{"success":"false"}}]}'));
  }
  if (id === 'linear') return fc.json().map((data) => jsonOf(`{"data":${data},"webhookTimestamp":1}`));
  return fc.uint8Array({ maxLength: 80 }).map((body) => ({ headers: [], body }));
}

const jsonOf = (text: string) => ({
  headers: [['Content-Type', 'application/json']] as Header[],
  body: utf8(text),
});

const requests = (provider: Provider): fc.Arbitrary<Signed> =>
  fc
    .tuple(bodiesFor(provider), fc.constantFrom('POST', 'PUT'), fc.webUrl({ withQueryParameters: true }))
    .map(([parts, method, url]) => ({ method, url, ...parts }));

async function stateOf(scheme: Scheme, request: Signed, secret: string) {
  const reading = readSignature([scheme], request, now, secret);
  if (reading?.state !== 'claimed') return 'none';
  return (await verify(scheme, reading.claim, secret)).state;
}

async function signedBy(provider: Provider, request: Signed, secret: string, id = 'msg_1'): Promise<Signed> {
  const signing = await signAs(provider, request, secret, { now, id });
  if (signing.state !== 'signed') throw new Error(signing.why);
  return signing.request;
}

/** The request with a text in its headers and body replaced. */
function replaced({ headers, body, ...rest }: Signed, old: string, other: string): Signed {
  return {
    ...rest,
    headers: headers.map(([name, value]) => [name, value.replaceAll(old, other)] as const),
    body: toBytes(fromBytes(body).replaceAll(old, other)),
  };
}

function flipped(bytes: Uint8Array, seed: number): Uint8Array {
  const other = Uint8Array.from(bytes);
  other[seed % other.length]! ^= 1 << (seed % 7);
  return other;
}

/** The signature with one bit flipped, in its own encoding and alphabet. */
function otherSignature(scheme: Scheme, { signatures: [text = ''] }: Claim, seed: number): string {
  const other = encoded(flipped(decoded(text, scheme.encoding)!, seed), scheme.encoding);
  return /[-_]/.test(text) || !text.endsWith('=') ? other.replace(/=+$/, '') : other;
}

describe('a request that is signed is valid at that time, and not valid once a bit of it, of its signature, its time or its secret is another', () => {
  it.each(cases)('%s', async (_, provider, scheme) => {
    await fc.assert(
      fc.asyncProperty(requests(provider), fc.nat(), async (request, seed) => {
        const secrets = secretsFor(scheme);
        const isToken = scheme.method.kind === 'token';
        const secret = isToken ? { sign: 'a!€ ~', verify: 'a!€ ~' } : secrets;
        const signed = await signedBy(provider, request, secret.sign);
        const reading = readSignature([scheme], signed, now, secret.verify);
        if (reading?.state !== 'claimed') throw new Error('It is not signed.');
        expect(await verify(scheme, reading.claim, secret.verify)).toEqual({ state: 'valid' });
        if (reading.claim.signedAt !== null) expect(Math.abs(reading.clock!.seconds)).toBeLessThan(1);

        const forged: Signed[] = [];
        const [text = ''] = reading.claim.signatures;
        forged.push(replaced(signed, text, otherSignature(scheme, reading.claim, seed)));
        if (reading.claim.signedAt !== null) {
          const written = times.find((time) => JSON.stringify(signed.headers).includes(time)) ?? times[1]!;
          forged.push(replaced(signed, written, fromBytes(flipped(toBytes(written), seed))));
        }
        const isByField = ['twilio', 'mandrill', 'adyen'].includes(provider.id);
        if (!isToken && !isByField && signed.body.length > 0) {
          forged.push({ ...signed, body: flipped(signed.body, seed) });
        }
        if (provider.id === 'adyen') forged.push(replaced(signed, '"false"', '"true"'));
        if (provider.id !== 'adyen' && isByField) forged.push({ ...signed, body: utf8('b=1') });
        if (scheme.signsUrl && reading.claim.messages[0]?.some(({ from }) => from === 'url')) {
          forged.push({ ...signed, url: signed.url.replace('://', '://x') });
        }
        for (const one of forged) {
          expect(one).not.toEqual(signed);
          expect(await stateOf(scheme, one, secret.verify)).not.toBe('valid');
        }
        const other = isToken ? 'a!€ ' : secretsFor(scheme).verify;
        expect(await stateOf(scheme, signed, other)).toBe('invalid');
      }),
      { numRuns: 25 },
    );
  });
});

describe('signing', () => {
  const github = providerOf('github')!;
  const request: Signed = { method: 'POST', url: 'https://a.example/', headers: [], body: utf8('{}') };

  it('replaces the signatures that a request has, in their place and spelling', async () => {
    const headers: Header[] = [
      ['x-hub-signature', 'sha1=00'],
      ['A', '1'],
      ['X-HUB-SIGNATURE-256', 'sha256=00'],
      ['x-hub-signature-256', 'sha256=11'],
    ];
    const signed = await signedBy(github, { ...request, headers }, 's');
    expect(signed.headers.map(([name]) => name)).toEqual(['x-hub-signature', 'A', 'X-HUB-SIGNATURE-256']);
    for (const scheme of github.signatures!) expect(await stateOf(scheme, signed, 's')).toBe('valid');
  });

  it('uses the newest scheme for a request without a signature', async () => {
    const signed = await signedBy(github, request, 's');
    expect(signed.headers.map(([name]) => name)).toEqual(['X-Hub-Signature-256']);
  });

  it('keeps the hash that a hub has chosen', async () => {
    const signed = await signedBy(
      providerOf('websub')!,
      { ...request, headers: [['X-Hub-Signature', 'sha512=00']] },
      's',
    );
    expect(first(signed.headers, 'x-hub-signature')).toMatch(/^sha512=[\da-f]{128}$/);
  });

  it('takes GitLab’s two kinds of secrets apart', async () => {
    const gitlab = providerOf('gitlab')!;
    const whsec = `whsec_${btoa('0123456789abcdef01234567')}`;
    const names = async (secret: string) =>
      (await signedBy(gitlab, request, secret)).headers.map(([name]) => name);
    expect(await names('plain')).toEqual(['X-Gitlab-Token']);
    expect(await names(whsec)).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
  });

  it('never sends a signing secret as the token of another scheme', async () => {
    const headers: Header[] = [
      ['X-Gitlab-Token', 'old'],
      ['webhook-id', 'm1'],
      ['webhook-timestamp', '1'],
      ['webhook-signature', 'v1,AAAA'],
    ];
    const signed = await signedBy(providerOf('gitlab')!, { ...request, headers }, `whsec_${btoa('key')}`);
    expect(first(signed.headers, 'X-Gitlab-Token')).toBe('old');
    expect(first(signed.headers, 'webhook-id')).toBe('m1');
  });

  it('adds the digest of a JSON body to Twilio’s URL, or replaces it', async () => {
    const twilio = providerOf('twilio')!;
    const digest = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
    const urlOf = async (url: string) =>
      (await signedBy(twilio, { ...request, url, headers: [['Content-Type', 'application/json']] }, 's')).url;
    expect(await urlOf('https://a.example/x')).toBe(`https://a.example/x?bodySHA256=${digest}`);
    expect(await urlOf('https://a.example/?bodySHA256=0&b')).toBe(
      `https://a.example/?bodySHA256=${digest}&b`,
    );
  });

  it('writes ECDSA signatures in DER as OpenSSL reads it', async () => {
    const pair = secretsFor({ method: { kind: 'ecdsa' }, key: 'spki' });
    const key = createPublicKey({ key: Buffer.from(pair.verify, 'base64'), format: 'der', type: 'spki' });
    for (let count = 0; count < 30; count++) {
      const { headers } = await signedBy(providerOf('sendgrid')!, request, pair.sign);
      const time = first(headers, 'X-Twilio-Email-Event-Webhook-Timestamp');
      const signature = first(headers, 'X-Twilio-Email-Event-Webhook-Signature')!;
      expect(verifyWith('sha256', utf8(`${time}{}`), key, Buffer.from(signature, 'base64'))).toBe(true);
    }
  });

  it('changes nothing in Linear’s body but the time, which a header repeats', async () => {
    const body = utf8('{ "webhookTimestamp" : 1 , "a":12345678901234567890, "b":"é\\u00e9" }\n');
    const headers: Header[] = [['Linear-Timestamp', '1']];
    const signed = await signedBy(providerOf('linear')!, { ...request, headers, body }, 's');
    expect(first(signed.headers, 'Linear-Timestamp')).toBe(String(now));
    expect(new TextDecoder().decode(signed.body)).toBe(
      `{ "webhookTimestamp" : ${now} , "a":12345678901234567890, "b":"é\\u00e9" }\n`,
    );
  });

  it('adds no time to a body without one', async () => {
    const signed = await signedBy(providerOf('linear')!, request, 's');
    expect(new TextDecoder().decode(signed.body)).toBe('{}');
    expect(signed.headers.map(([name]) => name)).toEqual(['Linear-Signature']);
  });
});

describe('signing says why it is not possible', () => {
  const request: Signed = { method: 'POST', url: 'https://a.example/', headers: [], body: utf8('{}') };
  it.each<[id: string, words: RegExp, secret: string]>([
    ['sns', /^Only Amazon SNS can sign this/, 's'],
    ['paypal', /^Only PayPal can sign this/, 's'],
    ['postmark', /^Postmark does not sign requests\. Use basic authentication/, 's'],
    ['discord', /^Only Discord can sign this, since it keeps the private key\. .*key pair/, 'ab'.repeat(32)],
    ['sendgrid', /^Only SendGrid can sign/, secretsFor({ method: { kind: 'ecdsa' }, key: 'spki' }).verify],
    ['sendgrid', /key is not valid for this/, secretsFor({ method: { kind: 'ed25519' }, key: 'hex' }).sign],
    ['github', /^The secret is empty/, ''],
    ['svix', /is not base64/, 'whsec_!'],
    ['svix', /^Only Svix can sign this/, `whpk_${btoa('k')}`],
    ['gitlab', /cannot be sent in a header/, 'a\r\nX-Other: b'],
    ['gitlab', /cannot be sent in a header/, 'a '],
    ['adyen', /no place for the signature/, '00'],
  ])('%s: %s', async (id, words, secret) => {
    const signing = await signAs(providerOf(id)!, request, secret, { now, id: 'm' });
    expect(signing.state === 'unable' ? signing.why : '').toMatch(words);
  });

  test('and the terms of every provider say so beforehand', () => {
    for (const provider of providers) {
      const terms = signingTerms(provider);
      expect(terms.canSign).toBe(provider.signatures !== undefined);
      if (!terms.canSign) expect(terms.why).toContain(provider.name);
    }
    expect(signingTerms(providerOf('discord')!)).toMatchObject({ isPrivateKey: true });
    expect(signingTerms(providerOf('twilio')!)).toMatchObject({ secret: 'Auth token', signsUrl: true });
  });
});
