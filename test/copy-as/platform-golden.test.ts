import { describe, expect, it } from 'vitest';
import { copyAs, copyTarget } from '#lib/copy-as/index.ts';
import { platformRequests } from './platform-requests.ts';

/** How the copies look to people; the other tests of this family say what has to be true of them. */

const targets: Record<string, string> = {
  har: 'har',
  postman: 'json',
  'lambda-v2': 'json',
  'lambda-v1': 'json',
  alb: 'json',
  'alb-multi-value': 'json',
  'azure-request': 'sh',
  'azure-handler': 'json',
  'google-function': 'sh',
  markdown: 'md',
};

describe.each(Object.entries(targets))('%s', (id, extension) => {
  it.each(Object.entries(platformRequests))('writes %s', async (name, source) => {
    const copy = copyAs(copyTarget(id)!, source, { origin: 'http://bins.example' });
    await expect(copy.endsWith('\n') ? copy : `${copy}\n`).toMatchFileSnapshot(
      `golden/${id}/${name}.${extension}`,
    );
  });
});

it('writes what is left of a request after every option', async () => {
  const source = platformRequests.order!;
  const copy = copyAs(copyTarget('curl')!, source, {
    origin: 'http://localhost:3000',
    path: 'without-prefix',
    host: 'of-origin',
    redact: true,
    drop: ['hop-by-hop', 'proxy'],
  });
  await expect(`${copy}\n`).toMatchFileSnapshot('golden/curl-every-option.sh');
});
