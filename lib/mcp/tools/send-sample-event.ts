import { z } from 'zod';
import { base64 } from '#lib/copy-as/request/body-text.ts';
import type { DeliveryJson } from '#lib/model/delivery-json.ts';
import { Failure } from '#lib/model/errors.ts';
import type { Signed } from '#lib/providers/signature/scheme.ts';
import { type SampleJson, sampleOf } from '#lib/samples/sample-json.ts';
import { sampleUrl, signSample } from '#lib/samples/sign-sample.ts';
import { key, showSecrets, url } from '../arguments.ts';
import { type BinApi, jsonOf } from '../call-api.ts';
import { deliveryResult } from '../delivery-result.ts';
import { defineTool } from '../tool.ts';

export const sendSampleEvent = defineTool({
  name: 'send_sample_event',
  title: 'Send a sample event',
  description:
    'Sends a webhook as a provider would send it, with made-up data and new IDs and times, to a URL or to the bin itself, and returns the response. With a secret it is signed as the provider signs, else it has no signature. The receiver may act on it. Cannot change the payload, and cannot reach private addresses unless the operator of this server allows them.',
  input: z.strictObject({
    key,
    provider: z.string().min(1).max(64).describe('The ID of the provider, as listed by list_sample_events.'),
    event: z.string().min(1).max(128).describe('The ID of the event, as listed by list_sample_events.'),
    secret: z
      .string()
      .min(1)
      .max(8192)
      .optional()
      .describe(
        'The signing secret that the receiver verifies with. Used for this call only, and not stored.',
      ),
    url,
    showSecrets,
  }),
  hints: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  needs: 'send',
  async run({ key, provider, event, secret, url, showSecrets }, { openBin, callApi, untrusted, now }) {
    const bin = await openBin(key);
    const path = `/samples/${encodeURIComponent(provider)}/${encodeURIComponent(event)}`;
    const sample = sampleOf(await jsonOf<SampleJson>(callApi({ path })));
    const own = url === undefined ? await captureUrlOf(bin) : null;
    const destination = url ?? `${own}/`;
    const { method, query, headers, body } = sample.request;
    let sent: Signed = { method, url: sampleUrl(destination, query), headers, body };
    if (secret !== undefined) {
      const signing = await signSample(sample, { secret, destination, now: now() });
      if (signing.state === 'unable') throw new Failure('signing-failed', signing.why);
      sent = signing.request;
    }
    const request = { method, headers: sent.headers, body: { base64: base64(sent.body) } };
    const order =
      own === null
        ? { to: { url: sent.url }, request }
        : { to: 'self', request: { ...request, target: sent.url.slice(own.length) } };
    const delivery = await jsonOf<DeliveryJson>(
      bin.call({
        method: 'POST',
        path: '/deliveries?wait=1',
        body: { ...order, sample: { provider, event }, timeoutMs: 30_000 },
      }),
    );
    const { sentence, lines } = deliveryResult(delivery, showSecrets);
    return `${sentence}\n${untrusted(lines)}`;
  },
});

/** The capture URL of a bin, without a slash at its end: targets are appended to it. */
async function captureUrlOf(bin: BinApi): Promise<string> {
  const { captureUrl } = await jsonOf<{ captureUrl: string }>(bin.call({ path: '' }));
  return captureUrl.replace(/\/$/, '');
}
