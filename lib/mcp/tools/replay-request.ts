import { z } from 'zod';
import type { DeliveryJson } from '#lib/model/delivery-json.ts';
import { key, seq, showSecrets, url } from '../arguments.ts';
import { jsonOf } from '../call-api.ts';
import { deliveryResult } from '../delivery-result.ts';
import { defineTool } from '../tool.ts';

export const replayRequest = defineTool({
  name: 'replay_request',
  title: 'Replay a request',
  description:
    'Sends a stored request again, with its secrets, to a URL or to the bin itself, and returns the status, headers and the beginning of the body of the response. The receiver may act on it again. Cannot change the request, sign it anew, or follow redirects, and cannot reach private addresses unless the operator of this server allows them.',
  input: z.strictObject({
    key,
    seq,
    url,
    timeoutMs: z
      .number()
      .int()
      .min(100)
      .max(45_000)
      .default(30_000)
      .describe('How long to wait for the response, milliseconds.'),
    showSecrets,
  }),
  hints: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  needs: 'replay',
  async run({ key, seq, url, timeoutMs, showSecrets }, { openBin, untrusted }) {
    const bin = await openBin(key);
    const body = { capture: seq, to: url === undefined ? 'self' : { url }, timeoutMs };
    const delivery = await jsonOf<DeliveryJson>(
      bin.call({ method: 'POST', path: '/deliveries?wait=1', body }),
    );
    const { sentence, lines } = deliveryResult(delivery, showSecrets);
    return `${sentence}\n${untrusted(lines)}`;
  },
});
