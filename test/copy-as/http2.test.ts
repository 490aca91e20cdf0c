import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:http2';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyAs, copyTargets } from '#lib/copy-as/index.ts';
import { withoutHttp2Fields } from '#lib/copy-as/request/http2-fields.ts';
import { curl } from '#lib/copy-as/targets/curl.ts';
import { go } from '#lib/copy-as/targets/go.ts';
import { harEntry } from '#lib/copy-as/targets/har.ts';
import { postmanItem } from '#lib/copy-as/targets/postman.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { launchServer, type RunningServer } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { http2Case } from './hostile-cases.ts';
import { runBash } from './run-bash.ts';
import { goRuntime } from './runtimes.ts';
import { sourceOf } from './source.ts';

const run = promisify(execFile);

describe('a capture of HTTP/2', () => {
  const source = http2Case.source('bins.example');

  it.each(copyTargets)('has no pseudo-header field in $id, and its host', (target) => {
    const copy = copyAs(target, source, { origin: 'https://elsewhere.example' });
    expect(copy).not.toMatch(/:(?:authority|method|path|scheme)\b/);
    expect(copy).not.toContain('malformed');
    // The callers of local functions have a host of their own, and a page has the one of its URL.
    if (!/^(?:azure|google)-|^fetch$/.test(target.id)) expect(copy).toContain('bins.example');
  });

  /** The event of a load balancer and the envelope of Azure have no member for a version. */
  const versionless = ['alb', 'alb-multi-value', 'azure-handler'];

  it.each(copyTargets.filter(({ id }) => !versionless.includes(id)))(
    'says in $id what becomes of the version',
    (target) => {
      const copy = copyAs(target, source, { origin: 'http://bins.example' });
      expect(copy).toMatch(/received as HTTP\/2|do not support HTTP\/2|HTTP\/2\.0/);
    },
  );

  it.each(copyTargets)('loses no trailer in $id without saying so', (target) => {
    const trailers = [['x-sum', '5']] as const;
    const copy = copyAs(target, { ...source, trailers }, { origin: 'https://bins.example' });
    expect(copy).toMatch(/1 trailer line|x-sum/);
  });

  it('has its host in an export of many too, which calls no `copyAs`', () => {
    const options = { origin: 'https://elsewhere.example' };
    for (const entry of [harEntry(source, options), postmanItem(source, options)]) {
      expect(JSON.stringify(entry)).toMatch(/"Host","value":"bins\.example"/);
      expect(JSON.stringify(entry)).not.toContain('malformed');
    }
  });

  it('keeps a Host that was sent beside :authority, and makes a Cookie cut into pieces whole', () => {
    const headers = [
      [':authority', 'a.example'],
      ['cookie', 'a=1'],
      ['host', 'b.example'],
      ['cookie', 'b=2'],
    ] as const;
    expect(withoutHttp2Fields(sourceOf({ httpVersion: '2.0', headers })).headers).toEqual([
      ['cookie', 'a=1; b=2'],
      ['host', 'b.example'],
    ]);
    expect(withoutHttp2Fields(sourceOf({ headers })).headers).toEqual(headers);
  });
});

describe('a capture of HTTP/2, copied as curl and run', () => {
  let server: RunningServer;
  let folder: string;

  beforeAll(async () => {
    folder = await temporaryFolderFor(afterAll);
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    await run('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert],
      ...['-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
    ]);
    // A person's own settings say whom to trust.
    writeFileSync(path.join(folder, '.curlrc'), `cacert = "${cert}"\n`);
    server = await launchServer({ folder, environment: { TLS_KEY: key, TLS_CERT: cert } });
  });
  afterAll(() => server.stop());

  async function told(...words: string[]): Promise<string> {
    return (await run('curl', ['-sk', ...words])).stdout;
  }

  it.each(['https', 'another host'])('arrives as it did: %s', async (name) => {
    const bin = JSON.parse(await told('-X', 'POST', `${server.origin}/api/v1/bins`)) as Record<
      string,
      string
    >;
    const api = `${server.origin}/api/v1/bins/${bin.slug}/captures`;
    const asked = (below: string) => told('-H', `Authorization: Bearer ${bin.key}`, `${api}/${below}`);

    const client = connect(server.origin, { rejectUnauthorized: false });
    const stream = client.request({
      ':method': 'PUT',
      ':path': `/b/${bin.slug}/a%2Fb/../c?x=1&x=2`,
      ...(name === 'https' ? {} : { ':authority': 'bins.example' }),
      'x-quote': `it's $HOME`,
      cookie: ['a=1', 'b="2"'],
      'content-type': 'text/plain',
      'content-length': '7',
    });
    stream.end(`it's\0me`);
    await new Promise((resolve, reject) => stream.on('response', resolve).on('error', reject));
    client.close();

    const first = JSON.parse(await asked('1')) as CaptureJson;
    const { method, target, httpVersion, headers } = first;
    const body = Buffer.from(
      first.body.base64 ?? first.body.text ?? '',
      first.body.base64 ? 'base64' : 'utf8',
    );
    const source = sourceOf({ method, target, httpVersion, headers, body });
    const copy = copyAs(curl, source, { origin: server.origin });
    expect(await runBash(copy, { folder, way: 'script' })).toMatchObject({ code: 0 });
    const second = await until(async () => {
      const capture = JSON.parse(await asked('2')) as CaptureJson;
      return capture.seq === 2 ? capture : null;
    });
    for (const what of ['method', 'target', 'httpVersion', 'scheme'] as const)
      expect(second[what]).toBe(first[what]);
    expect(second.httpVersion).toBe('2.0');
    expect(second.body).toEqual(first.body);
    const comparable = ({ headers }: CaptureJson) =>
      withoutHttp2Fields(sourceOf({ httpVersion: '2.0', headers })).headers.toSorted();
    expect(comparable(second)).toEqual(comparable(first));
  });

  it.skipIf(!goRuntime.has())(
    'is sent by Go as the HTTP/1.1 it speaks of, though it could agree on HTTP/2',
    async () => {
      const bin = JSON.parse(await told('-X', 'POST', `${server.origin}/api/v1/bins`)) as Record<
        string,
        string
      >;
      const source = sourceOf({
        httpVersion: '2.0',
        target: `/b/${bin.slug}`,
        headers: [['X-A', '1']],
        body: 'x',
      });
      const program = path.join(folder, 'main.go');
      writeFileSync(program, copyAs(go, source, { origin: server.origin }));
      const { stdout } = await run('go', ['run', program], {
        env: { ...process.env, SSL_CERT_FILE: path.join(folder, 'cert.pem') },
      });
      expect(stdout).toBe('200 OK ok\n\n');
      const authorization = `Authorization: Bearer ${bin.key}`;
      const capture = JSON.parse(
        await told('-H', authorization, `${server.origin}/api/v1/bins/${bin.slug}/captures/1`),
      ) as CaptureJson;
      expect(capture).toMatchObject({ httpVersion: '1.1', tls: { alpn: null } });
      expect(capture.headers).toContainEqual(['X-A', '1']);
    },
  );
});
