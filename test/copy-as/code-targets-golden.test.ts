import { describe, expect, it } from 'vitest';
import { copyTargets } from '#lib/copy-as/index.ts';
import type { Header } from '#lib/model/capture.ts';
import { sourceOf, utf8 } from './source.ts';

/** How copies look to people, three requests by every target for programs; the other tests prove that they are right. */

const origin = 'http://localhost:3000';
const host: Header = ['Host', 'localhost:3000'];

const requests = {
  'json-post': sourceOf({
    target: '/b/x7k2/orders?id=1&id=2',
    headers: [
      host,
      ['User-Agent', 'Shop/1.0'],
      ['Content-Type', 'application/json'],
      ['X-Trace', '1'],
      ['x-trace', '2'],
      ['X-Name', utf8('café')],
      ['Content-Length', '30'],
    ],
    body: '{"id":12345678901234567890.0}\n',
  }),
  form: sourceOf({
    headers: [
      host,
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['X-Quote', `it's "quoted" $HOME`],
      ['Content-Length', '35'],
    ],
    body: `text=it's+"me"&more=$(id)&from=%2B1`,
  }),
  binary: sourceOf({
    method: 'PUT',
    headers: [host, ['Content-Type', 'image/gif'], ['Content-Length', '14']],
    body: Uint8Array.from([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0, 0xff, 0, 0x3b]),
  }),
};

const endings: Record<string, string> = {
  'http-message': 'txt',
  'http-file': 'http',
  fetch: 'js',
  node: 'mjs',
  'python-http-client': 'py',
  'python-requests': 'py',
  go: 'go',
  php: 'php',
  ruby: 'rb',
  java: 'java',
  csharp: 'cs',
  rust: 'rs',
  powershell: 'ps1',
  'curl-cmd': 'bat',
  httpie: 'sh',
  wget: 'sh',
};

describe.each(copyTargets.filter(({ id }) => id in endings))('$id', (target) => {
  it.each(Object.entries(requests))('writes %s', async (name, source) => {
    await expect(`${target.copy(source, { origin })}\n`).toMatchFileSnapshot(
      `golden/${target.id}/${name}.${endings[target.id]}`,
    );
  });
});
