import { z } from 'zod';
import type { WrittenSettings } from '#lib/model/reply-settings.ts';
import { key } from '../arguments.ts';
import { jsonOf } from '../call-api.ts';
import { defineTool } from '../tool.ts';

export const setReply = defineTool({
  name: 'set_reply',
  title: 'Set the response',
  description:
    'Replaces the default response of a bin, which senders get from now on: status, headers, body and delay. The previous default response is lost. Rules are kept, and a rule that matches still takes precedence. Cannot set rules, sequences, faults or templates: people do that on the page of the bin.',
  input: z.strictObject({
    key,
    status: z.number().int().min(200).max(599).describe('The status code.'),
    headers: z
      .array(z.tuple([z.string().min(1).max(256), z.string().max(8192)]))
      .max(50)
      .optional()
      .describe(
        'Name and value of each header. Omit it to send the body as plain text. The server sets Content-Length and other framing headers itself.',
      ),
    body: z.string().max(65_536).default('').describe('The body as text, sent as UTF-8.'),
    delayMs: z
      .number()
      .int()
      .min(0)
      .max(120_000)
      .default(0)
      .describe('How long senders wait for the response, milliseconds.'),
  }),
  hints: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  needs: 'change-settings',
  async run({ key, status, headers, body, delayMs }, { openBin }) {
    const bin = await openBin(key);
    const settings = await jsonOf<WrittenSettings>(bin.call({ path: '/reply' }));
    const response = { status, headers, body, delayMs };
    await jsonOf(bin.call({ method: 'PUT', path: '/reply', body: { ...settings, default: response } }));
    const enabled = settings.rules.filter((rule) => rule.enabled).length;
    const rules = enabled === 0 ? 'There are no enabled rules.' : `${enabled} enabled rules take precedence.`;
    return `Senders to bin ${bin.slug} now get status ${status} by default. ${rules}`;
  },
});
