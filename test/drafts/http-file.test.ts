import { describe, expect, test } from 'vitest';
import { readDrafts } from '#lib/drafts/index.ts';
import { draftIn, notesOf, textOf } from './reading.ts';

describe('.http files of REST Client', () => {
  const file = `@hostname = api.example
@base = https://{{hostname}}:8443/v1
@token = s3cret

### Create an order
# @name create
# a comment
POST {{base}}/orders HTTP/1.1
Content-Type: application/json
Authorization: Bearer {{token}}

{
  "id": "{{$guid}}",
  "note": "# no comment"
}

###
GET {{base}}/orders
    ?page=2
    &size=10
X-A: 1

###

# Form
POST https://a.example/form
Content-Type: application/x-www-form-urlencoded
Authorization: Basic ann secret

name=foo
&password=bar

### empty
`;

  test('have names, variables, queries in several lines, and forms in several lines', () => {
    const { format, drafts, notes } = readDrafts(file);
    expect(format).toBe('http-file');
    expect(notes).toEqual([]);
    expect(drafts.map(({ name, destination }) => [name, destination])).toEqual([
      ['create', 'https://api.example:8443'],
      ['GET /v1/orders?page=2&size=10', 'https://api.example:8443'],
      ['POST /form', 'https://a.example'],
    ]);
    expect(drafts.map(({ request }) => request.headers)).toEqual([
      [
        ['Content-Type', 'application/json'],
        ['Authorization', 'Bearer s3cret'],
      ],
      [['X-A', '1']],
      [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Authorization', `Basic ${btoa('ann:secret')}`],
      ],
    ]);
    expect(drafts.map(textOf)).toEqual([
      '{\n  "id": "{{$guid}}",\n  "note": "# no comment"\n}',
      '',
      'name=foo&password=bar',
    ]);
    expect(drafts.map(({ notes: own }) => own.map(({ code }) => code))).toEqual([
      ['variable-unknown'],
      [],
      [],
    ]);
  });

  test('may have a curl command as a request', () => {
    const { drafts } = readDrafts('### first\ncurl a.example -d x\n\n###\nGET https://b.example\n');
    expect(drafts.map(({ name, destination }) => [name, destination])).toEqual([
      ['first', 'http://a.example'],
      ['GET /', 'https://b.example'],
    ]);
    expect(() => readDrafts('###\nGET https://b.example\n###\n\ncurl "')).toThrow('Line 5, column 6');
  });

  test('may have variables in the curl command', () => {
    const { drafts, notes } = readDrafts(
      "@host = a.example\n\n###\ncurl {{host}} -d '{{host}} {{id}}'\n\n### name\ncurl b.example\n",
    );
    expect(drafts.map(({ name, destination }) => [name, destination])).toEqual([
      ['POST /', 'http://a.example'],
      ['name', 'http://b.example'],
    ]);
    expect(textOf(drafts[0]!)).toBe('a.example {{id}}');
    expect(drafts.map(notesOf)).toEqual([['variable-unknown'], []]);
    expect(notes).toEqual([]);
  });

  test('name the variables that are not known in the values of others', () => {
    const { drafts, notes } = readDrafts(
      '@token = {{login.response.body.token}}\n\nGET http://a.example\nAuthorization: Bearer {{token}}\n',
    );
    expect(drafts[0]!.request.headers).toEqual([['Authorization', 'Bearer {{login.response.body.token}}']]);
    expect(notes.map(({ message }) => message)).toEqual([
      'The variable {{login.response.body.token}} is not defined in the text. It is kept as it is written.',
    ]);
  });

  test('may have GraphQL with variables', () => {
    const draft = draftIn(
      'POST https://a.example/graphql\nX-REQUEST-TYPE: GraphQL\n\nquery ($n: Int) { a(n: $n) }\n\n{"n": 1}\n',
    );
    expect(draft.request.headers).toEqual([['Content-Type', 'application/json']]);
    expect(textOf(draft)).toBe('{"query":"query ($n: Int) { a(n: $n) }","variables":{"n": 1}}');
  });
});

describe('.http files of JetBrains', () => {
  test('have scripts and references to responses, which are skipped, and bodies in files', () => {
    const { drafts } = readDrafts(`### Log in
< {%
  request.variables.set("a", 1)
%}
// @no-redirect
POST http://localhost:8080/login HTTP/1.0
Content-Type: application/json

< ./login.json

> {%
  client.test("ok", () => {});
%}
<> 2026-01-01.200.json

###
DELETE localhost:8080/session
`);
    expect(drafts.map(({ name }) => name)).toEqual(['Log in', 'DELETE /session']);
    expect(drafts[0]!.request).toMatchObject({ httpVersion: '1.0', target: '/login' });
    expect(textOf(drafts[0]!)).toBe('');
    expect(drafts[0]!.options).toEqual({ followRedirects: false });
    expect(notesOf(drafts[0]!)).toEqual(['script-skipped', 'script-skipped', 'file-needed']);
    expect(drafts[1]!.destination).toBe('http://localhost:8080');
  });

  test('may name the host in a header', () => {
    const draft = draftIn('###\nGET /a?b=1 HTTP/1.1\nHost: a.example:443\n');
    expect(draft.destination).toBe('https://a.example');
    expect(draft.request.target).toBe('/a?b=1');
  });

  test('have multipart bodies with CRLF', () => {
    const draft = draftIn(
      'POST http://a.example\nContent-Type: multipart/form-data; boundary=b\n\n--b\nContent-Disposition: form-data; name="a"\n\n1\n--b--\n',
    );
    expect(textOf(draft)).toBe('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n');
  });
});

test('a variable in the place of the host leaves the destination open', () => {
  const draft = draftIn('GET {{host}}/x\n');
  expect(draft.destination).toBeNull();
  expect(draft.request.target).toBe('/x');
  expect(notesOf(draft)).toContain('variable-unknown');
});

test.each([
  [
    '###\nGET https://a.example\nno header\n',
    'Line 3, column 1: This is not a header line. Expected Name: value, or an empty line before the body.',
  ],
  [
    '###\nhello world\n',
    'Line 2, column 1: This is not a request line. Expected a method and a URL, or a URL alone.',
  ],
])('%j is unreadable', (text, detail) => {
  expect(() => readDrafts(text)).toThrow(detail);
});
