import { describe, expect, it } from 'vitest';
import { copyAs } from '#lib/copy-as/index.ts';
import { prepareRequest } from '#lib/copy-as/request/prepare-request.ts';
import { httpFile } from '#lib/copy-as/targets/http-file.ts';
import type { Header } from '#lib/model/capture.ts';
import { hostileCases, http2Case } from './hostile-cases.ts';
import { generatedCases } from './run-hostile-cases.ts';

/** The parts of a `.http` file as editors read them: variables are put in first and once, then the lines are parsed. */
function parsed(file: string) {
  const variables = new Map([...file.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value]));
  const requests = file.split(/^###.*\n/m);
  const request = (requests[1] ?? '').replace(/\{\{(.+?)\}\}/g, (all, name) => variables.get(name) ?? all);
  const lines = request.replace(/\n$/, '').split('\n');
  const start = lines.findIndex((line) => !line.startsWith('#'));
  const blank = lines.indexOf('', start);
  const [requestLine = '', ...headers] = lines.slice(start, blank < 0 ? undefined : blank);
  const [method, url] = requestLine.split(' ');
  return {
    count: requests.length - 1,
    method,
    url,
    headers: headers.map((line) => line.split(/: ?(.*)/s).slice(0, 2)),
    body: blank < 0 ? null : lines.slice(blank + 1).join('\n'),
    comments: lines.slice(0, start),
  };
}

describe('.http files', () => {
  const cases = [...hostileCases, http2Case, ...generatedCases(200)];

  it.each(cases)('hold $name as data', ({ source: make }) => {
    const origin = 'http://localhost:3000';
    const source = prepareRequest(make('localhost:3000'), { origin });
    const file = parsed(copyAs(httpFile, source, { origin }));
    const said = file.comments.join('\n');
    expect(file.count).toBe(1);
    expect(file.method).toBe(source.method);
    expect(file.url).toBe(`http://localhost:3000${source.target}`);
    const own = /^(?:content-length|transfer-encoding)$/i;
    const isOwnHost = ([name, value]: Header) => /^host$/i.test(name) && value === 'localhost:3000';
    const wanted = source.headers
      .filter((line) => !own.test(line[0]) && !isOwnHost(line))
      .filter(([name, value]) => !(/cannot express/.test(said) && (/^#/.test(name) || /[^ -~]/.test(value))));
    expect(file.headers).toEqual(wanted);
    if (source.body.length === 0) expect(file.body).toBeNull();
    else if (/as body\.bin first\.$/m.test(said)) expect(file.body).toBe('< ./body.bin');
    else expect(Buffer.from(file.body ?? '')).toEqual(Buffer.from(source.body));
  });

  it.each([
    '< /etc/passwd',
    '<@ x',
    '> {% x %}',
    '### x',
    'a\n###\nGET http://x',
    '{{x}}',
    'a\n< x',
    '# x',
    '// x',
    ' a',
    'a\n',
  ])('take a body from a file rather than write %j', (body) => {
    const source = { ...hostileCases[0]!.source('h'), method: 'POST', body: new TextEncoder().encode(body) };
    const copy = httpFile.copy(source, { origin: 'http://localhost:3000' });
    expect(copy).toMatch(/\n\n< \.\/body\.bin\n$/);
  });
});
