import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, startServer, type TestBin } from '../support/server.ts';

const visit = sharedBrowser();

/** What a phisher would have a bin answer. */
const html = `<!doctype html><title>Sign in</title>
<script>document.title = 'ran'; fetch('ran');</script>
<img src="missing" onerror="fetch('ran')">
<form action="stolen" method="post"><input name="password" value="hunter2"><button>Sign in</button></form>
<form action="stolen" method="get" id="second"><button>Again</button></form>
<a href="javascript:fetch('ran')">Help</a>
<svg onload="fetch('ran')"></svg>
<meta http-equiv="refresh" content="0; url=refreshed">`;

/** A bin that answers with that page, and the paths that were asked for below it. */
async function phishingBin(environment: Record<string, string> = {}) {
  const { origin } = await startServer({ environment });
  const bin = await newBin(origin, {
    reply: {
      default: {
        headers: [
          ['Content-Type', 'text/html; charset=utf-8'],
          ['Set-Cookie', 'own=1'],
        ],
        body: html,
      },
    },
  });
  const asked = async () => {
    const { captures } = (await (await bin.api('/captures')).json()) as {
      captures: { method: string; path: string }[];
    };
    return captures.map(({ method, path }) => `${method} ${path}`).reverse();
  };
  return { origin, page: `${bin.captureUrl}/page`, asked };
}

test('an HTML reply runs nothing in a browser that opens it and sends no form; curl gets the same bytes', async () => {
  const bin = await phishingBin();
  const { page, context, expectComplaint } = await visit(bin.origin);
  expectComplaint(/sandbox|Blocked/i);
  const response = await page.goto(bin.page);
  expect(response!.headers()).toMatchObject({
    'content-security-policy': 'sandbox',
    'x-robots-tag': 'noindex, nofollow, noarchive',
  });
  expect(await response!.text()).toBe(html);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Again' }).click();
  await page.getByRole('link', { name: 'Help' }).click();
  await page.waitForTimeout(300);
  expect(await page.title()).toBe('Sign in');
  expect(page.url()).toBe(bin.page);
  expect(await bin.asked()).toEqual(['GET /page', 'GET /missing']);
  expect(await context.cookies()).toEqual([]);

  const { stdout } = await promisify(execFile)('curl', ['-si', bin.page]);
  const [head, body] = stdout.split(/\r\n\r\n/s);
  expect(body).toBe(html);
  expect(head).toContain('Set-Cookie: own=1');
  expect(head).not.toMatch(/Content-Security-Policy|X-Robots-Tag/i);
});

test('where the operator trusts bin authors the same page runs', async () => {
  const bin = await phishingBin({ TRUST_BIN_AUTHORS: '1' });
  const { page, context, expectComplaint } = await visit(bin.origin);
  expectComplaint(/./);
  await page.goto(bin.page);
  await page.waitForURL('**/refreshed');
  expect(await bin.asked()).toContain('GET /ran');
  // Even so, the app's own host takes no cookies from a bin.
  expect(await context.cookies()).toEqual([]);
});

describe('what would make a browser do something in the operator’s name', () => {
  const secret = { username: 'alice', password: 'hunter2' };
  const authorizations = async (bin: TestBin) => {
    const { captures } = (await (await bin.api('/captures')).json()) as { captures: { seq: number }[] };
    const all = await Promise.all(captures.map(({ seq }) => bin.api(`/captures/${seq}`)));
    const records = (await Promise.all(all.map((one) => one.json()))) as { headers: [string, string][] }[];
    return records.flatMap(({ headers }) =>
      headers.filter(([name]) => name.toLowerCase() === 'authorization').map(([, value]) => value),
    );
  };
  const asking = {
    default: {
      status: 401,
      headers: [['WWW-Authenticate', 'Basic realm="Your account"']],
      body: 'Who are you?',
    },
  };
  const leading = (origin: string) => ({
    default: { status: 302, headers: [['Location', origin.replace('localhost', '127.0.0.1')]], body: '' },
  });

  test('no password is asked for, though the browser would give one, and nobody is sent to another site', async () => {
    const { origin } = await startServer();
    const [asks, leads] = [
      await newBin(origin, { reply: asking }),
      await newBin(origin, { reply: leading(origin) }),
    ];
    const { page, asked, expectComplaint } = await visit(origin, { httpCredentials: secret });
    expectComplaint(/status of 401/);
    const refused = await page.goto(`${asks.captureUrl}/account`);
    expect([refused!.status(), await refused!.headerValue('www-authenticate')]).toEqual([401, null]);
    await page.getByText('Who are you?').waitFor();
    // Nor by what a page shows of it.
    await page.goto(`${origin}/api/v1/reply-presets`);
    await page.evaluate((url) => {
      const image = new Image();
      image.src = url;
      document.body.append(image);
      return new Promise((resolve) => image.addEventListener('error', resolve));
    }, `${asks.captureUrl}/image`);
    expect(await authorizations(asks)).toEqual([]);

    const told = await page.goto(leads.captureUrl);
    expect([told!.status(), page.url()]).toEqual([302, leads.captureUrl]);
    await page.getByText(origin.replace('localhost', '127.0.0.1')).waitFor();
    expect(asked.filter((url) => !url.startsWith(origin))).toEqual([]);

    const { stdout } = await promisify(execFile)('curl', ['-si', asks.captureUrl, leads.captureUrl]);
    expect(stdout).toMatch(/^WWW-Authenticate: Basic/m);
    expect(stdout).toMatch(/^Location: http:\/\/127\.0\.0\.1/m);
  });

  test('where the operator trusts bin authors the browser does both', async () => {
    const { origin } = await startServer({ environment: { TRUST_BIN_AUTHORS: '1' } });
    const [asks, leads] = [
      await newBin(origin, { reply: asking }),
      await newBin(origin, { reply: leading(`${origin}/healthz`) }),
    ];
    const { page, expectComplaint } = await visit(origin, { httpCredentials: secret });
    expectComplaint(/status of 401|request to elsewhere/);
    await page.goto(asks.captureUrl);
    expect(await authorizations(asks)).toEqual([`Basic ${btoa('alice:hunter2')}`]);
    await page.goto(leads.captureUrl);
    expect(new URL(page.url()).hostname).toBe('127.0.0.1');
  });
});
