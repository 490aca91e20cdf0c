import { expect, test } from 'vitest';
import { signatureWords } from '#components/inspector/signature/signature-words.ts';
import type { SignatureResult } from '#lib/model/capture.ts';
import { providerOf } from '#lib/providers/index.ts';
import { readSignature } from '#lib/providers/signature/verify.ts';

const receivedAt = Date.UTC(2026, 10, 24, 8);
const provider = providerOf('stripe')!;

/** The sentence for a signature by Stripe of this age, seconds, before a secret was entered in this browser. */
function sentence(age: number, onArrival?: SignatureResult): string {
  const signature = `t=${receivedAt / 1000 - age},v1=${'0'.repeat(64)}`;
  const request = {
    method: 'POST',
    url: 'https://bin.example/b/x',
    headers: [['Stripe-Signature', signature] as const],
    body: new Uint8Array(),
  };
  const reading = readSignature(provider.signatures ?? [], request, receivedAt);
  if (reading?.state !== 'claimed') throw new Error('The signature is not read.');
  return signatureWords({ provider, state: { is: 'signed', reading, verdict: null } }, onArrival).sentence;
}

test('a signature is said to be not verified yet, unless the server has verified it on arrival', () => {
  const present = 'Signature present (Stripe-Signature).';
  expect(sentence(0)).toBe(`${present} Timestamp matches the receive time. Not verified yet.`);
  expect(sentence(3600)).toMatch(
    /^Signature present \(Stripe-Signature\)\. Timestamp 1 h old; .* Not verified yet\.$/,
  );
  for (const result of ['valid', 'invalid', 'expired'] as const)
    expect(sentence(0, result)).toBe(`${present} Timestamp matches the receive time.`);
  // It is not signed by a provider that the bin has a secret for.
  expect(sentence(0, 'missing')).toMatch(/Not verified yet\.$/);
});
