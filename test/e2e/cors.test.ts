import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { freePort, newBin, type RunningServer, startServer } from '../support/server.ts';

const visit = sharedBrowser();

/** An empty page of another origin. */
const pages = createServer((_, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>A page</title>');
});
let site = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => pages.listen(0, 'localhost', resolve));
  site = `http://localhost:${(pages.address() as AddressInfo).port}`;
});
afterAll(() => pages.close());

const serverFor = async (environment: Record<string, string>): Promise<RunningServer> =>
  startServer({ environment: { PORT: String(await freePort()), ...environment } });

/** What a page at `site` gets from a call of the API: its status, or the name of the error. */
async function calledFrom(origin: string, key: string, slug: string) {
  const { page, expectComplaint } = await visit(site);
  expectComplaint(/^request to elsewhere: http:\/\/localhost|CORS|Failed to load resource|net::ERR_FAILED/);
  await page.goto(site);
  return page.evaluate(
    async ([origin, key, slug]) => {
      const url = `${origin}/api/v1/bins/${slug}/links`;
      const Authorization = `Bearer ${key}`;
      const call = (init: RequestInit) =>
        fetch(url, init).then(
          async (response) => ({
            status: response.status,
            tag: response.headers.get('etag'),
            retry: response.headers.get('idempotency-replayed'),
          }),
          (error: Error) => error.name,
        );
      const body = JSON.stringify({ role: 'viewer' });
      const headers = {
        Authorization,
        'Content-Type': 'application/json',
        'Idempotency-Key': 'a-page-of-another-origin',
      };
      return [
        await call({ headers: { Authorization } }),
        await call({ method: 'POST', headers, body }),
        await call({ method: 'POST', headers, body }),
        await call({ headers: { Authorization }, credentials: 'include' }),
        await call({ headers: { Authorization: 'Bearer nobody' } }),
        await call({ headers: { Authorization, 'Wirebin-Mask': 'secrets' } }),
      ];
    },
    [origin, key, slug] as const,
  );
}

test('a page of an allowed origin may call the API, with its key and without credentials', async () => {
  const { origin } = await serverFor({ CORS_ORIGINS: `https://app.example, ${site}` });
  const bin = await newBin(origin);
  const [read, made, again, withCredentials, unknown, masked] = await calledFrom(origin, bin.key, bin.slug);
  expect(read).toMatchObject({ status: 200 });
  expect([made, again]).toMatchObject([
    { status: 201, retry: null },
    { status: 201, retry: 'true' },
  ]);
  expect(withCredentials).toBe('TypeError');
  // Problems can be read as well.
  expect(unknown).toMatchObject({ status: 401 });
  // A caller that asks for masked secrets is one that must not see the links of a bin.
  expect(masked).toMatchObject({ status: 403 });
});

test('a page of another origin may not, and by default no page may', async () => {
  for (const environment of [{ CORS_ORIGINS: 'https://app.example' }, {}] as Record<string, string>[]) {
    const { origin } = await serverFor(environment);
    const bin = await newBin(origin);
    expect(await calledFrom(origin, bin.key, bin.slug)).toEqual(new Array(6).fill('TypeError'));
    expect(((await (await bin.api('/links')).json()) as { links: unknown[] }).links).toHaveLength(1);
  }
});

test('the responses depend on the origin in a way that caches know', async () => {
  const { origin } = await serverFor({ CORS_ORIGINS: site });
  const bin = await newBin(origin);
  const from = async (page: string | undefined, init: RequestInit = {}) => {
    const headers = { Authorization: `Bearer ${bin.key}`, ...init.headers, ...(page && { Origin: page }) };
    return (await fetch(`${origin}/api/v1/bins/${bin.slug}`, { ...init, headers })).headers;
  };
  for (const page of [undefined, 'https://other.example', site]) {
    const headers = await from(page);
    expect(headers.get('vary')).toMatch(/\bOrigin\b/);
    expect(headers.get('access-control-allow-origin')).toBe(page === site ? site : null);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  }
  const preflight = { method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'PATCH' } };
  expect((await from(site, preflight)).get('access-control-allow-methods')).toContain('PATCH');
  expect((await from('https://other.example', preflight)).get('access-control-allow-methods')).toBeNull();
  // Waiting is served by another part of the server.
  const wait = await fetch(`${origin}/api/v1/bins/${bin.slug}/wait?timeout=0`, {
    headers: { Authorization: `Bearer ${bin.key}`, Origin: site },
  });
  expect([wait.status, wait.headers.get('access-control-allow-origin')]).toEqual([409, site]);
  // Pages are not part of it.
  expect(
    (await fetch(`${origin}/`, { headers: { Origin: site } })).headers.get('access-control-allow-origin'),
  ).toBeNull();
});
