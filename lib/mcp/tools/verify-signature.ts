import { z } from 'zod';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { Failure } from '#lib/model/errors.ts';
import { providerOf } from '#lib/providers/index.ts';
import { urlSent } from '#lib/providers/signature/url-sent.ts';
import { type Clock, readSignature, verify } from '#lib/providers/signature/verify.ts';
import { bodyLookedAt } from '#lib/reply/respond-to.ts';
import { problemIn } from '../api-problem.ts';
import { key, seq } from '../arguments.ts';
import { bounded, usualBounds } from '../bounded.ts';
import { type BinApi, jsonOf } from '../call-api.ts';
import { defineTool, readsOnly } from '../tool.ts';

export const verifySignature = defineTool({
  name: 'verify_signature',
  title: 'Verify a signature',
  description:
    'Says whether the webhook signature of a stored request is valid with a secret, and whether its timestamp is within the tolerance of the provider. Without a secret it returns the result of the check on arrival, which exists where the bin keeps signing secrets. The secret is used for this call only and is not stored. Cannot verify through a link that masks secrets, bodies longer than 1 MiB, or signatures that need a certificate of the provider.',
  input: z.strictObject({
    key,
    seq,
    secret: z
      .string()
      .min(1)
      .max(8192)
      .optional()
      .describe('The signing secret or public key, as the provider shows it.'),
    provider: z
      .string()
      .max(64)
      .optional()
      .describe('The ID of the provider, such as stripe. Omit it to use the one that was recognised.'),
  }),
  hints: readsOnly,
  // Through a link that masks secrets, the content is not that which was signed.
  needs: 'see-replies',
  async run({ key, seq, secret, provider: wanted }, { openBin, untrusted }) {
    const bin = await openBin(key);
    const { captureUrl, redacted } = await jsonOf<{ captureUrl: string; redacted: boolean }>(
      bin.call({ path: '' }),
    );
    if (redacted)
      throw new Failure('not-allowed', 'A signature cannot be verified through a link that masks secrets.');
    const capture = await jsonOf<CaptureJson>(bin.call({ path: `/captures/${seq}` }));
    if (secret === undefined) return onArrival(capture);
    const id = wanted ?? capture.provider?.id;
    const provider = id === undefined ? undefined : providerOf(id);
    if (!provider) {
      const detail = wanted === undefined ? 'No provider was recognised.' : 'This provider is not known.';
      throw new Failure('invalid-input', `provider: ${detail} Use one that list_sample_events lists.`);
    }
    const { signatures = [], unverifiable, unsigned } = provider;
    if (signatures.length === 0) {
      const why = unverifiable
        ? `This needs ${unverifiable.missing}`
        : [`${provider.name} does not sign requests.`, unsigned ?? ''].join(' ').trim();
      return `Not verified. ${why}`;
    }
    const { method, target, headers } = capture;
    const body = await receivedBody(bin, capture);
    const signed = { method, url: urlSent(target, captureUrl), headers, body };
    const reading = readSignature(signatures, signed, Date.parse(capture.receivedAt), secret);
    if (reading === null) return `Not signed: request ${seq} has no signature of ${provider.name}.`;
    if (reading.state === 'unreadable')
      return `Not verified: the signature cannot be parsed.\n${untrusted([bounded({ why: reading.why }, usualBounds)])}`;
    const { scheme, claim, clock } = reading;
    const verdict = await verify(scheme, claim, secret);
    if (verdict.state === 'unable') return `Not verified. ${verdict.why}`;
    const how = `${provider.name}, ${scheme.words}, in ${claim.header}.`;
    const time = clock ? ` ${clockWords(clock)}` : '';
    if (verdict.state === 'valid') return `Valid signature: ${how}${time}`;
    const findings = verdict.findings.join(' ') || 'Wrong secret, or the body was changed in transit.';
    return `Invalid signature: ${how} ${findings}${time}`;
  },
});

function onArrival({ signature, seq }: CaptureJson): string {
  return signature === undefined
    ? `The signature of request ${seq} was not checked when it was received. Pass a secret to verify it now.`
    : `Checked when request ${seq} was received, with the secrets of the bin: ${signature}.`;
}

function clockWords({ seconds, allowed }: Clock): string {
  const age = `The timestamp was ${Math.round(Math.abs(seconds))} s ${seconds < 0 ? 'ahead' : 'old'} on arrival`;
  if (allowed === null) return `${age}.`;
  const isWithin = Math.abs(seconds) <= allowed;
  return `${age}, ${isWithin ? 'within' : 'outside'} the tolerance of ${allowed} s.`;
}

/** The body as received, with its content encoding. */
async function receivedBody(bin: BinApi, { seq, body }: CaptureJson): Promise<Uint8Array> {
  if (body.stored > bodyLookedAt)
    throw new Failure('too-much-work', `The body is longer than ${bodyLookedAt} bytes.`);
  const response = await bin.call({ path: `/captures/${seq}/body` });
  if (!response.ok) throw await problemIn(response);
  return new Uint8Array(await response.arrayBuffer());
}
