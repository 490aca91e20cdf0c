import { describe, expect, it } from 'vitest';
import { copyAs, copyTarget, copyTargets } from '#lib/copy-as/index.ts';
import { prepareRequest } from '#lib/copy-as/request/prepare-request.ts';
import type { CopyOptions } from '#lib/copy-as/target.ts';
import { albEvent, albMultiValueEvent } from '#lib/copy-as/targets/alb.ts';
import { azureHandlerRequest } from '#lib/copy-as/targets/azure-handler.ts';
import { curl } from '#lib/copy-as/targets/curl.ts';
import { harEntry } from '#lib/copy-as/targets/har.ts';
import { lambdaV1Event } from '#lib/copy-as/targets/lambda-v1.ts';
import { lambdaV2Event } from '#lib/copy-as/targets/lambda-v2.ts';
import { postmanItem } from '#lib/copy-as/targets/postman.ts';
import type { Header } from '#lib/model/capture.ts';
import { platformRequests } from './platform-requests.ts';
import { type Parts, sourceOf } from './source.ts';

const origin = 'http://bins.example';
const typed = (type: string, body: string | Uint8Array): Parts => ({
  headers: [['Content-Type', type]],
  body,
});

describe('the list of targets', () => {
  it('has ids that are their own, and says of each what is exact', () => {
    const ids = copyTargets.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, exact } of copyTargets) {
      expect(id).toMatch(/^[a-z][a-z\d-]*$/);
      expect(exact).toMatch(/\.$/);
    }
  });

  it('has the targets of one group next to each other, so that a menu can show it in order', () => {
    const groups = copyTargets.map(({ group }) => group);
    const changes = groups.filter((group, index) => group !== groups[index - 1]);
    expect(changes).toEqual(['Shell', 'Raw', 'Code', 'Tools', 'Platforms', 'Documents']);
  });

  it.each(copyTargets.map((target) => [target.id, target] as const))(
    '%s says what it is told was done',
    (_, target) => {
      const remark = 'This remark has to be seen.';
      for (const source of Object.values(platformRequests)) {
        expect(target.copy({ ...source, remarks: [remark] }, { origin })).toContain(remark);
      }
    },
  );
});

describe('options', () => {
  const applied = (parts: Parts, options: Partial<CopyOptions>) =>
    prepareRequest(sourceOf(parts), { origin, ...options });

  it('leaves the request as it is when none is said', () => {
    const source = platformRequests.awkward!;
    expect(prepareRequest(source, { origin, path: 'with-prefix', host: 'as-sent', drop: [] })).toEqual(
      source,
    );
  });

  it.each([
    ['/b/x7k2/a/../b?c#d', 7, '/a/../b?c#d'],
    ['/b/x7k2', 7, '/'],
    ['/b/x7k2?a', 7, '/?a'],
    ['http://h/b/x7k2/a', 15, '/a'],
    ['/a', 0, '/a'],
    ['*', 0, '*'],
  ])('drops the prefix of %s', (target, prefixLength, expected) => {
    expect(applied({ target, prefixLength }, { path: 'without-prefix' })).toMatchObject({
      target: expected,
      prefixLength: 0,
    });
  });

  it('makes the one Host line name the origin', () => {
    const host = (headers: Header[]) =>
      applied({ headers }, { host: 'of-origin', origin: 'http://localhost:3000/x' }).headers;
    expect(
      host([
        ['hOST', 'a'],
        ['A', 'b'],
      ]),
    ).toEqual([
      ['hOST', 'localhost:3000'],
      ['A', 'b'],
    ]);
    const two: Header[] = [
      ['Host', 'a'],
      ['Host', 'b'],
    ];
    expect(host(two)).toEqual(two);
  });

  it('drops hop-by-hop lines, those that Connection names too, and keeps what frames the message', () => {
    const headers: Header[] = [
      ['Host', 'h'],
      ['connection', 'close, X-Hop, Host,Content-Length'],
      ['X-Hop', '1'],
      ['TE', 'trailers'],
      ['X-Kept', '1'],
      ['Content-Length', '0'],
    ];
    expect(applied({ headers }, { drop: ['hop-by-hop'] }).headers).toEqual([
      ['Host', 'h'],
      ['X-Kept', '1'],
      ['Content-Length', '0'],
    ]);
  });

  it('gives a chunked body its length instead, and says that trailers are lost', () => {
    const headers: Header[] = [
      ['A', '1'],
      ['Transfer-Encoding', 'gzip'],
      ['transfer-encoding', 'chunked'],
      ['B', '2'],
    ];
    const result = applied({ headers, trailers: [['X-Sum', '1']], body: 'abc' }, { drop: ['hop-by-hop'] });
    expect(result.headers).toEqual([
      ['A', '1'],
      ['Content-Length', '3'],
      ['B', '2'],
    ]);
    expect(result.trailers).toEqual([]);
    expect(result.remarks).toEqual(['Omitted together with the chunked encoding: 1 trailer line.']);
  });

  it('drops what proxies write', () => {
    const headers: Header[] = [
      ['Via', '1.1 a'],
      ['X-Forwarded-For', '::1'],
      ['Forwarded', 'for=a'],
      ['CF-Ray', '1'],
      ['X-Forward', 'kept'],
      ['Cf-Access-Jwt-Assertion', 'kept'],
    ];
    expect(applied({ headers }, { drop: ['proxy'] }).headers).toEqual(headers.slice(4));
  });

  it('does all of them before a target sees the request', () => {
    const parts: Parts = {
      target: '/b/x7k2/a?token=s3cret',
      prefixLength: 7,
      headers: [
        ['Host', 'h'],
        ['Via', 'p'],
      ],
    };
    const copy = copyAs(curl, sourceOf(parts), {
      origin: 'http://localhost:1',
      path: 'without-prefix',
      host: 'of-origin',
      redact: true,
      drop: ['proxy'],
    });
    expect(copy).toContain("'http://localhost:1/a?token=[redacted]'");
    expect(copy).not.toMatch(/Via|Host|s3cret/);
  });
});

describe('which bodies are base64', () => {
  const v2 = (parts: Parts) => lambdaV2Event(sourceOf(parts), origin).isBase64Encoded;
  const alb = (parts: Parts) => albEvent(sourceOf(parts)).isBase64Encoded;

  it.each([
    ['application/json; charset=utf-8', false, false],
    ['text/csv', false, false],
    ['application/xml', false, false],
    ['application/cloudevents+json', false, true],
    ['application/x-www-form-urlencoded', true, true],
    ['image/png', true, true],
    ['nonsense', true, true],
  ])('%s: API %s, ALB %s', (type, forApi, forAlb) => {
    expect(v2(typed(type, 'a'))).toBe(forApi);
    expect(alb(typed(type, 'a'))).toBe(forAlb);
  });

  it('what is not UTF-8, whatever it is called', () => {
    const parts = typed('text/plain', Uint8Array.of(0xff));
    expect([v2(parts), alb(parts), lambdaV1Event(sourceOf(parts), origin).isBase64Encoded]).toEqual([
      true,
      true,
      true,
    ]);
    expect(lambdaV1Event(sourceOf(parts), origin).body).toBe('/w==');
  });

  it('for a load balancer, what is compressed', () => {
    const headers: Header[] = [
      ['Content-Type', 'text/plain'],
      ['Content-Encoding', 'identity'],
    ];
    expect(alb({ headers, body: 'a' })).toBe(true);
  });

  it('for a custom handler, octet streams and multipart', () => {
    const body = (type: string) => azureHandlerRequest(sourceOf(typed(type, 'a'))).Data.req.Body;
    expect(['application/octet-stream', 'multipart/form-data; boundary=x', 'text/plain'].map(body)).toEqual([
      'YQ==',
      'YQ==',
      'a',
    ]);
  });
});

describe('an empty request', () => {
  const empty = sourceOf({ method: 'GET', target: '/' });

  it('has in each event what the platform puts there', () => {
    expect(lambdaV2Event(empty, origin)).not.toHaveProperty('body');
    expect(lambdaV2Event(empty, origin)).not.toHaveProperty('cookies');
    expect(lambdaV2Event(empty, origin)).not.toHaveProperty('queryStringParameters');
    expect(lambdaV2Event(empty, origin)).toMatchObject({ rawQueryString: '', isBase64Encoded: false });
    expect(lambdaV1Event(empty, origin)).toMatchObject({
      body: null,
      headers: null,
      multiValueHeaders: null,
      queryStringParameters: null,
      pathParameters: null,
    });
    expect(albEvent(empty)).toMatchObject({ body: '', headers: {}, queryStringParameters: {} });
    expect(albMultiValueEvent(empty)).not.toHaveProperty('headers');
    expect(azureHandlerRequest(empty).Data.req).not.toHaveProperty('Body');
    expect(harEntry(empty, { origin }).request).not.toHaveProperty('postData');
    expect(postmanItem(empty, { origin }).request).not.toHaveProperty('body');
  });
});

describe('HAR', () => {
  it('keeps bytes that are not text in fields of its own', () => {
    const entry = harEntry(
      sourceOf({ target: '/caf\xe9', headers: [['A', '\xff']], body: Uint8Array.of(0xff) }),
      { origin },
    );
    expect(entry.request).toMatchObject({
      _target: '/caf\xe9',
      headers: [{ name: 'A', value: '\xff', _encoding: 'iso-8859-1' }],
      postData: { text: '/w==', _encoding: 'base64' },
    });
  });
});

describe('Postman', () => {
  it('warns of double braces, wherever they are', () => {
    for (const parts of [
      { body: '{{x}}' },
      { target: '/{{x}}' },
      { headers: [['A', '{{x}}']] as Header[] },
    ]) {
      expect(postmanItem(sourceOf(parts), { origin }).description).toContain('double braces');
    }
    expect(postmanItem(sourceOf({ body: '{"a":{}}' }), { origin })).not.toHaveProperty('description');
  });

  it('asks for a file where the body is not text', () => {
    const item = postmanItem(platformRequests.image!, { origin });
    expect(item.request.body).toEqual({ mode: 'file', file: { src: 'capture-42.png' } });
    expect(item.description).toContain('Download it');
  });
});

describe('Markdown', () => {
  const markdown = (parts: Parts) => copyTarget('markdown')!.copy(sourceOf(parts), { origin });

  it('closes no fence early', () => {
    const copy = markdown({ body: '```\n`````\n# x', headers: [['A', '````']] });
    expect(copy).toContain('``````text\n```\n`````\n# x\n``````\n');
    expect(copy).toContain('`````http\n');
  });

  it('cuts long bodies, and says so', () => {
    const copy = markdown({ body: `${'a'.repeat(7999)}😀b` });
    expect(copy).toContain('Body, 8004 bytes, the first 7999 characters:');
    expect(copy).not.toContain('\ud83d');
  });

  it('shows what would not be seen', () => {
    expect(markdown({ target: '/\r\n# x', body: 'a\u202eb' })).toMatch(
      /POST \/⟨CR⟩⟨LF⟩# x HTTP[\s\S]*a⟨RLO⟩b/,
    );
  });
});
