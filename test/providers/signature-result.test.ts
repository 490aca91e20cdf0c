import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Header } from '#lib/model/capture.ts';
import { providerOf, providers } from '#lib/providers/index.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import { secretError } from '#lib/providers/signature/secret-error.ts';
import { signAs } from '#lib/providers/signature/sign.ts';
import { type ProviderSecrets, signatureResult } from '#lib/providers/signature/signature-result.ts';
import { processorClock } from '../support/processor-clock.ts';
import { secretsFor } from './signing-secrets.ts';

const now = 1_795_000_000_123;
const utf8 = (text: string) => new TextEncoder().encode(text);
const url = 'https://bins.example/b/x7k2/hook';
const plain: Signed = { method: 'POST', url, headers: [], body: utf8('{"id":"evt_1","type":"test"}') };
const kept = (provider: string, ...secrets: string[]): ProviderSecrets => ({
  provider,
  secrets,
  areAllReadable: true,
});

async function signedBy(id: string, request: Signed, secret: string, time = now): Promise<Signed> {
  const signing = await signAs(providerOf(id)!, request, secret, { now: time, id: 'm1' });
  if (signing.state !== 'signed') throw new Error(signing.why);
  return signing.request;
}

const resultOf = (
  request: Signed,
  secrets: readonly ProviderSecrets[],
  provider: string | null = null,
  receivedAt = now,
) => signatureResult(request, { provider, receivedAt }, secrets);

/** Providers that sign any JSON: Adyen signs its own only. */
const signing = providers.filter(({ id, signatures }) => signatures && id !== 'adyen' && id !== 'mandrill');

describe.each(signing.map((provider) => [provider.id, provider] as const))('%s', (id, provider) => {
  const [scheme] = provider.signatures!;
  const secrets = secretsFor(scheme!);
  const headers: Header[] = [['Content-Type', 'application/json']];
  const request = { ...plain, headers };

  it('is valid with its secret, among others too, and invalid with another', async () => {
    const token = scheme!.method.kind === 'token' ? 'token-1' : null;
    const [sign, verify] = token ? [token, token] : [secrets.sign, secrets.verify];
    const signed = await signedBy(id, request, sign);
    const other = secretsFor(scheme!).verify;
    expect(await resultOf(signed, [kept(id, verify)], id)).toBe('valid');
    expect(await resultOf(signed, [kept(id, other, verify)], id)).toBe('valid');
    expect(await resultOf(signed, [kept(id, other)], id)).toBe('invalid');
    expect(await resultOf(request, [kept(id, verify)], id)).toBe('missing');
    expect(await secretError(provider.signatures!, verify)).toBeNull();
  });
});

describe('a timestamp', () => {
  it.each([
    ['stripe', 299, 'valid'],
    ['stripe', 302, 'expired'],
    ['stripe', -302, 'expired'],
    ['slack', 86_400, 'expired'],
    // It signs none.
    ['github', 86_400, 'valid'],
  ])('of %s, %d seconds old, makes it %s', async (id, seconds, result) => {
    const signed = await signedBy(id, plain, 'secret', now - seconds * 1000);
    expect(await resultOf(signed, [kept(id, 'secret')], id)).toBe(result);
    expect(await resultOf(signed, [kept(id, 'other')], id)).toBe('invalid');
  });
});

describe('a bin with secrets of several providers', () => {
  const both = [kept('github', 'of github'), kept('stripe', 'of stripe')];

  it('takes a request of one of them only with the secret of that one', async () => {
    const forged = await signedBy('github', plain, 'of stripe');
    expect(await resultOf(forged, both, 'github')).toBe('invalid');
    const stripe = await signedBy('stripe', plain, 'of stripe');
    expect(await resultOf(stripe, both, 'stripe')).toBe('valid');
    expect(await resultOf(stripe, both, 'github')).toBe('missing');
  });

  it('takes any other request with the secret of any of them', async () => {
    expect(await resultOf(await signedBy('stripe', plain, 'of stripe'), both)).toBe('valid');
    expect(await resultOf(await signedBy('github', plain, 'wrong'), both)).toBe('invalid');
    expect(await resultOf(plain, both)).toBe('missing');
    expect(await resultOf(plain, both, 'linear')).toBe('missing');
  });
});

test('a signature that cannot be parsed is invalid', async () => {
  const headers: Header[] = [['Stripe-Signature', 'nonsense']];
  expect(await resultOf({ ...plain, headers }, [kept('stripe', 's')], 'stripe')).toBe('invalid');
});

test('nothing is called invalid while a secret cannot be read', async () => {
  const locked = { ...kept('github', 'one'), areAllReadable: false };
  expect(await resultOf(await signedBy('github', plain, 'one'), [locked], 'github')).toBe('valid');
  expect(await resultOf(await signedBy('github', plain, 'two'), [locked], 'github')).toBeNull();
  expect(await resultOf(plain, [locked], 'github')).toBe('missing');
  const none = { ...locked, secrets: [] };
  expect(await resultOf(await signedBy('github', plain, 'one'), [none], 'github')).toBeNull();
});

test('after any bit of body, signature or timestamp has changed, it is never valid', async () => {
  const cases = await Promise.all(
    ['github', 'stripe', 'slack', 'shopify', 'svix'].map(async (id) => {
      const { sign, verify } = secretsFor(providerOf(id)!.signatures![0]!);
      return { id, verify, signed: await signedBy(id, plain, sign) };
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...cases),
      fc.nat(),
      fc.nat(7),
      async ({ id, verify, signed }, at, bit) => {
        const body = Uint8Array.from(signed.body);
        body[at % body.length]! ^= 1 << bit;
        const changed = await resultOf({ ...signed, body }, [kept(id, verify)], id);
        expect(changed).toBe('invalid');
        // A header whose bytes are signed or are the signature, beyond the case and padding of its encoding.
        const header = at % signed.headers.length;
        const headers = signed.headers.map(([name, value], index): Header => {
          if (index !== header || value === '') return [name, value];
          const place = at % value.length;
          const other = String.fromCharCode(value.charCodeAt(place) ^ (1 << (bit % 5)) ^ 0x40);
          return [name, value.slice(0, place) + other + value.slice(place + 1)];
        });
        expect(await resultOf({ ...signed, headers }, [kept(id, verify)], id)).not.toBe('valid');
      },
    ),
    { numRuns: 300 },
  );
});

test('a header with thousands of signatures costs one computation', async () => {
  const body = new Uint8Array(2 ** 20);
  const timestamp = Math.floor(now / 1000);
  const headers: Header[] = [['Stripe-Signature', `t=${timestamp}${`,v1=${'00'.repeat(32)}`.repeat(2000)}`]];
  const start = processorClock();
  expect(await resultOf({ ...plain, headers, body }, [kept('stripe', 's')], 'stripe')).toBe('invalid');
  // One takes a few milliseconds, 2,000 would take several seconds.
  expect(processorClock() - start).toBeLessThan(1500);
});

describe('a secret is refused beforehand', () => {
  it.each([
    ['svix', 'whsec_!', /is not base64/],
    ['discord', 'not hex', /is not hexadecimal/],
    ['discord', 'abcd', /key is not valid/],
    ['sendgrid', 'AAAA', /key is not valid/],
    ['standard-webhooks', 'whsk_AAAA', /private key/],
  ])('of %s: %s', async (id, secret, why) => {
    expect(await secretError(providerOf(id)!.signatures!, secret)).toMatch(why);
  });
});
