import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort, newBin, root, startServer } from '../support/server.ts';

const waiting = { timeout: 60_000, interval: 25 };

type Attribute = { key: string; value: { stringValue?: string; intValue?: number } };
type Span = { name: string; traceId: string; attributes: Attribute[]; status: { code?: number } };
type Export = {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }[];
};

/** A collector of OpenTelemetry on loopback, which keeps what it gets. */
async function collector() {
  const exports: { path: string; headers: NodeJS.Dict<string | string[]>; body: Export }[] = [];
  const server = createServer(async (request, response) => {
    exports.push({ path: request.url!, headers: request.headers, body: (await json(request)) as Export });
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exports,
    spans: () =>
      exports
        .flatMap(({ body }) => body.resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans)
        .flatMap(({ spans }) => spans)
        .map(({ name, attributes, status }) => ({ name, status: status.code ?? 0, ...valuesOf(attributes) })),
  };
}

const valuesOf = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));

test('calls of the API and commits of captures are exported as spans with IDs, and without secrets', async () => {
  const { url, exports, spans } = await collector();
  const server = await startServer({
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=orders',
      OTEL_SERVICE_NAME: 'bins',
    },
  });
  const bin = await newBin(server.origin);
  const hidden = ['secret-in-path', 'secret-in-query', 'secret-in-header', 'secret-in-body', 'secret-filter'];
  await fetch(`${bin.captureUrl}/${hidden[0]}?a=${hidden[1]}`, {
    method: 'POST',
    headers: { 'X-Secret': hidden[2]! },
    body: hidden[3]!,
  });
  await bin.api('/captures/1');
  await bin.api(`/captures?filter=body:${hidden[4]}`);
  await bin.api('/wait');
  await bin.api('/captures/9');
  // A key in the place of a slug.
  await fetch(`${server.origin}/api/v1/bins/${bin.key}`, { headers: { Authorization: `Bearer ${bin.key}` } });
  await fetch(`${server.origin}/api/v1/${hidden[0]}`);
  await fetch(bin.inspectUrl);
  expect((await server.stop()).code).toBe(0);

  const slug = { 'wirebin.bin.slug': bin.slug };
  const call = (method: string, path: string, status: number, ids: object = {}) => ({
    name: `${method} /api/v1${path}`,
    status: 0,
    'http.request.method': method,
    'http.route': `/api/v1${path}`,
    'http.response.status_code': status,
    ...ids,
  });
  expect(spans()).toEqual([
    call('POST', '/bins', 201),
    { name: 'commit capture', status: 0, 'wirebin.bin.id': 1, 'wirebin.capture.seq': 1 },
    call('GET', '/bins/{slug}/captures/{seq}', 200, { ...slug, 'wirebin.capture.seq': '1' }),
    call('GET', '/bins/{slug}/captures', 200, slug),
    call('GET', '/bins/{slug}/wait', 200, slug),
    call('GET', '/bins/{slug}/captures/{seq}', 404),
    call('GET', '/bins/{slug}', 403),
    { name: 'GET', status: 0, 'http.request.method': 'GET', 'http.response.status_code': 404 },
  ]);
  const [first] = exports;
  expect([first?.path, first?.headers['x-tenant']]).toEqual(['/v1/traces', 'orders']);
  expect(valuesOf(first!.body.resourceSpans[0]!.resource.attributes)).toMatchObject({
    'service.name': 'bins',
  });
  const text = JSON.stringify(exports.map(({ body }) => body));
  for (const secret of [...hidden, bin.key, '127.0.0.1']) expect(text.includes(secret), secret).toBe(false);
});

test('a collector that cannot be reached is logged once, and delays neither captures nor the end of the server', async () => {
  const server = await startServer({
    environment: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${await freePort()}/own/path` },
  });
  const bin = await newBin(server.origin);
  expect((await fetch(bin.captureUrl)).status).toBe(200);
  await vi.waitFor(() => expect(server.log()).toContain('Spans could not be exported.'), waiting);
  expect((await fetch(bin.captureUrl)).status).toBe(200);
  expect((await server.stop()).code).toBe(0);
  expect(server.log().match(/Spans could not be exported/g)).toHaveLength(1);
});

test('the libraries are loaded only where traces are wanted', () => {
  const text = readFileSync(`${root}/dist/server.mjs`, 'utf8');
  expect(text).toContain('import("@opentelemetry/sdk-trace")');
  expect(text).not.toMatch(/^import .*@opentelemetry/m);
});
