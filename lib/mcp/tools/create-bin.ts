import { z } from 'zod';
import { jsonOf } from '../call-api.ts';
import { defineTool } from '../tool.ts';

type NewBin = { slug: string; captureUrl: string; inspectUrl: string; key: string };

export const createBin = defineTool({
  name: 'create_bin',
  title: 'Create a bin',
  description:
    'Creates a bin: a URL that stores every HTTP request sent to it. Returns the URL to send requests to (captureUrl), the page for people (inspectUrl) and a key, which is shown only now and gives full access to the bin: pass it to the other tools, and do not publish it. Cannot open existing bins, and fails where the operator restricts creation.',
  input: z.strictObject({
    name: z.string().trim().min(1).max(80).optional().describe('A name for people.'),
    expiresAfterSeconds: z
      .number()
      .int()
      .min(60)
      .max(10 ** 10)
      .optional()
      .describe(
        'The bin is deleted, with all its requests, after this long without a request or a visit. Omit it for the default of the server.',
      ),
  }),
  hints: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  needs: 'create',
  async run({ name, expiresAfterSeconds }, { callApi }) {
    const body = { name, expiresAfter: expiresAfterSeconds };
    const { slug, captureUrl, inspectUrl, key } = await jsonOf<NewBin>(
      callApi({ method: 'POST', path: '/bins', body }),
    );
    return JSON.stringify({ slug, captureUrl, inspectUrl, key });
  },
});
