import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopySource } from '#lib/copy-as/target.ts';
import { curl } from '#lib/copy-as/targets/curl.ts';
import type { Header } from '#lib/model/capture.ts';
import { type CurlLab, openCurlLab } from './curl-lab.ts';
import { framedFor, type Parts, sourceOf, utf8 } from './source.ts';

let lab: CurlLab;
beforeAll(async () => {
  lab = await openCurlLab();
});
afterAll(() => lab.close());

const framed = (parts: Parts) => framedFor(lab.authority, parts);
const snippetOf = (source: CopySource) => curl.copy(source, { origin: lab.origin });

describe('methods, versions and targets', () => {
  it.each([
    'GET',
    'POST',
    'PUT',
    'DELETE',
    'PATCH',
    'HEAD',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
    'M-SEARCH',
    'get',
    'X',
    '-o',
    "!#$%&'*+-.^_`|~",
  ])('%s with a body and without', async (method) => {
    expect(await lab.differencesOf(framed({ method }))).toEqual([]);
    expect(await lab.differencesOf(framed({ method, body: '{}' }))).toEqual([]);
  });

  it('HTTP/1.0, without Host', async () => {
    const headers: Header[] = [
      ['Content-Length', '2'],
      ['User-Agent', 'WooCommerce/8 Hookshot'],
    ];
    expect(await lab.differencesOf(sourceOf({ httpVersion: '1.0', headers, body: '{}' }))).toEqual([]);
    expect(await lab.differencesOf(sourceOf({ httpVersion: '1.0', method: 'GET' }))).toEqual([]);
  });

  it.each([
    ...[
      '/',
      '//',
      '///a//',
      '/b/x7k2',
      '/?',
      '/a?',
      '/a??',
      '/a?b?',
      '/?a=1',
      '/a?b#c',
      '/a#',
      '/#?',
      '/a#b?c',
    ],
    ...['/.', '/..', '/./', '/../a', '/a/..', '/a/.?b', '/..a', '/a./b', '/%2e%2e/a', '/%2E./a', '/...'],
    ...[
      '/%c3%a9?%c3%a9',
      '/%C3%A9',
      '/a%2fb',
      '/a%2Fb',
      '/%00',
      '/%',
      '/%zz',
      '/a+b%20c',
      '/%7e~',
      '/%1a',
      '/%A1',
      '/%11',
    ],
    ...[
      '/[1-3]',
      '/{a,b}',
      '/[',
      '/]{',
      '/a\\b',
      '/\\',
      '/\\[',
      '/"<>^`{|}',
      '/a;b=c',
      '/a:b@c',
      '/@',
      '/*',
      '/$(id)',
      '/`id`',
      "/'",
      '/!x!',
      '/~',
      '/&',
      '/|;&',
    ],
    ...[
      '*',
      'http://h/b/x7k2?a',
      'http://h',
      'HTTPS://h:1/../a#b',
      'h:443',
      'foo',
      '?a',
      '-o',
      '#',
      '@',
      '/caf\xe9',
      '/\xff',
      utf8('/é?é'),
      utf8('/\u202e'),
      '/a\tb\x0c',
    ],
  ])('%s', async (target) => {
    expect(await lab.differencesOf(framed({ method: 'GET', target }))).toEqual([]);
  });

  // Only curl 8.20 and newer would change these, which may not be the curl that runs here.
  it.each(['/a%2fb', '/a%2F%c3', '/%aB', '/%Ab', '/%ab'])(
    'does not let curl turn %s into upper case',
    (target) => {
      expect(snippetOf(framed({ target }))).toContain(`--request-target '${target}'`);
      expect(snippetOf(framed({ target: target.toUpperCase() }))).not.toContain('--request-target');
    },
  );

  it('keeps dot segments whatever the origin looks like', () => {
    const lines = curl
      .copy(sourceOf({ target: '/a/../b', body: '{}' }), { origin: 'HTTPS://Bins.Example:443/x' })
      .split(' \\\n  ');
    expect(lines.slice(0, 3)).toEqual(["curl 'https://bins.example/a/../b'", '--path-as-is', '--http1.1']);
  });
});
