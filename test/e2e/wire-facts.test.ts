import { expect, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { ask } from '../support/wire.ts';
import { inspector, openInspector } from './inspector.ts';

const server = sharedServer({ environment: { TRUSTED_PROXIES: 'loopback, 10.0.0.0/8' } });
const visit = sharedBrowser();

test('behind a proxy, what was concluded stands beside what was received', async () => {
  const bin = await newBin(server().origin);
  const lines = [
    `GET /b/${bin.slug}/x HTTP/1.1`,
    'Host: inner',
    'X-Forwarded-For: 203.0.113.7, 10.1.2.3',
    'X-Forwarded-Proto: https',
    'X-Forwarded-Host: hooks.example',
  ];
  await ask(server().port, `${lines.join('\r\n')}\r\n\r\n`);
  const { page } = await visit(server().origin);
  await openInspector(page, bin, 1);
  await inspector(page).tab('Overview').click();
  const said = (await inspector(page).panel.textContent()) ?? '';
  expect(said).toContain('203.0.113.7 as X-Forwarded-For says, sent to https://hooks.example');
  expect(said).toContain('203.0.113.710.1.2.3127.0.0.1');
  expect(said).toMatch(/Received from127\.0\.0\.1 port \d+, over http/);
  expect(said).toMatch(/Took to arrive.+ from first to last byte, headers after/);
});
