import { describe, expect, test } from 'vitest';
import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { processorClock } from '../support/processor-clock.ts';

const formType = 'application/x-www-form-urlencoded';
const bytes = (body: string | Uint8Array) =>
  typeof body === 'string' ? new TextEncoder().encode(body) : body;
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]);
const parts = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n';
const latin1 = new Uint8Array([0x43, 0x61, 0x66, 0xe9]);
const utf16 = new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]);

const named = new Uint8Array([0x82, 0xa2, 0x69, 0x64, 1, 0xa1, 0x62, 2]);
const cbor = new Uint8Array([0xd9, 0xd9, 0xf7, 0xa0]);

describe('the kind shown first', () => {
  test.each<[why: string, type: string | null, body: string | Uint8Array, offered: string[], label: string]>([
    ['JSON labelled so', 'application/json', '{"a":1}', ['json', 'text', 'hex'], 'JSON'],
    ['JSON of a type of its own', 'application/vnd.api+json; v=1', '[]', ['json', 'text', 'hex'], 'JSON'],
    ['a bare JSON value labelled so', 'application/json', '42', ['json', 'text', 'hex'], 'JSON'],
    ['JSON without a label', null, ' \n{"a":1}', ['json', 'text', 'hex'], 'JSON'],
    ['JSON with a label that is none', 'json', '{"a":1}', ['json', 'text', 'hex'], 'JSON'],
    ['JSON as text', 'text/plain', '{"a":1}', ['json', 'text', 'hex'], 'JSON'],
    ['JSON as curl -d sends it', formType, '{"a":1}', ['json', 'form', 'text', 'hex'], 'JSON'],
    ['broken JSON as curl -d sends it', formType, '{"a":1,}', ['json', 'form', 'text', 'hex'], 'JSON'],
    ['broken JSON labelled so', 'application/json', '{"a":1,}', ['json', 'text', 'hex'], 'JSON'],
    ['JSON in UTF-16', 'application/json', utf16, ['json', 'text', 'hex'], 'JSON'],
    ['words labelled JSON', 'application/json', 'hello world', ['text', 'json', 'hex'], 'Text'],
    ['a form labelled JSON', 'application/json', 'a=1&b=2', ['form', 'json', 'text', 'hex'], 'Form'],
    ['a form', formType, 'a=1&b=2', ['form', 'text', 'hex'], 'Form'],
    ['a form of one field', `${formType}; charset=UTF-8`, 'a', ['form', 'text', 'hex'], 'Form'],
    ['a form with JSON in a field', formType, 'payload={"a": 1}', ['form', 'text', 'hex'], 'Form'],
    ['a form without a label', null, 'a=1&b=2', ['form', 'text', 'hex'], 'Form'],
    [
      'a form with files',
      'multipart/form-data; boundary=b',
      parts,
      ['multipart', 'text', 'hex'],
      'Multipart',
    ],
    ['parts of mail', 'multipart/mixed; boundary="b"', parts, ['multipart', 'text', 'hex'], 'Multipart'],
    ['parts without a label', null, parts, ['multipart', 'text', 'hex'], 'Multipart'],
    ['parts labelled as a form', formType, parts, ['multipart', 'form', 'text', 'hex'], 'Multipart'],
    [
      'words labelled as parts',
      'multipart/form-data; boundary=b',
      'hello',
      ['text', 'multipart', 'hex'],
      'Text',
    ],
    ['what may be a form, as text', 'text/plain', 'a=1&b=2', ['text', 'form', 'hex'], 'Text'],
    ['MessagePack', 'application/msgpack', latin1, ['messagepack', 'text', 'hex'], 'MessagePack'],
    [
      'MessagePack by another name',
      'application/vnd.msgpack',
      named,
      ['messagepack', 'text', 'hex'],
      'MessagePack',
    ],
    ['MessagePack of a type of its own', 'a/b+msgpack', named, ['messagepack', 'text', 'hex'], 'MessagePack'],
    ['MessagePack without a label', null, named, ['messagepack', 'text', 'hex'], 'MessagePack'],
    [
      'MessagePack as bytes',
      'application/octet-stream',
      named,
      ['messagepack', 'text', 'hex'],
      'MessagePack',
    ],
    [
      'JSON labelled MessagePack',
      'application/x-msgpack',
      '{"a":1}',
      ['json', 'messagepack', 'text', 'hex'],
      'JSON',
    ],
    ['words labelled MessagePack', 'application/msgpack', 'hello', ['text', 'messagepack', 'hex'], 'Text'],
    ['protobuf', 'application/x-protobuf', '\b\x01', ['protobuf', 'text', 'hex'], 'Protobuf'],
    [
      'protobuf by another name',
      'application/vnd.google.protobuf',
      '\b\x01',
      ['protobuf', 'text', 'hex'],
      'Protobuf',
    ],
    ['gRPC', 'application/grpc+proto', '\0\0\0\0\0', ['protobuf', 'text', 'hex'], 'Protobuf'],
    ['gRPC with JSON in it', 'application/grpc+json', '\0\0\0\0\0', ['hex', 'json', 'text'], 'Binary'],
    ['CBOR', 'application/cbor', latin1, ['cbor', 'text', 'hex'], 'CBOR'],
    ['CBOR that is marked', null, cbor, ['cbor', 'text', 'hex'], 'CBOR'],
    ['words', 'text/plain', 'hello, world', ['text', 'hex'], 'Text'],
    ['a number as text', 'text/plain', '42', ['text', 'hex'], 'Text'],
    ['a field as text', 'text/plain', 'a=1', ['text', 'hex'], 'Text'],
    ['a log with brackets', null, '[2026-11-23 08:41] started', ['text', 'hex'], 'Text'],
    [
      'several JSON values',
      'application/x-ndjson',
      '{"a":1}\n{"a":2}\n',
      ['ndjson', 'json', 'text', 'hex'],
      'Records',
    ],
    ['a page', 'text/html; charset=utf-8', '<p>hello</p>', ['text', 'preview', 'hex'], 'text/html'],
    ['XML', 'application/soap+xml', '<a/>', ['xml', 'text', 'hex'], 'XML'],
    ['XML without a label', null, '<?xml version="1.0"?><a/>', ['xml', 'text', 'hex'], 'XML'],
    ['broken XML', 'text/xml', '<a><b></a>', ['xml', 'text', 'hex'], 'XML'],
    ['a table', 'text/csv', 'a,b\n1,2', ['csv', 'text', 'hex'], 'Table'],
    ['a table as text', 'text/plain', 'a,b,c\n1,2,3\n4,5,6', ['text', 'csv', 'hex'], 'Text'],
    ['a picture', 'image/png', png, ['preview', 'text', 'hex'], 'image/png'],
    ['a picture without a label', null, png, ['preview', 'text', 'hex'], 'image/png'],
    [
      'a picture with a wrong label',
      'application/json',
      png,
      ['preview', 'json', 'text', 'hex'],
      'image/png',
    ],
    ['bytes', 'application/octet-stream', new Uint8Array([0, 1, 2]), ['hex', 'text'], 'Binary'],
    ['text in bytes', 'application/octet-stream', 'hello there.', ['text', 'hex'], 'Text'],
    ['text with control characters', 'text/plain', '8=FIX.4.2\x0135=A\x01', ['text', 'hex'], 'Text'],
    ['control characters without a label', null, '\x08\x01\x12\x03', ['hex', 'text'], 'Binary'],
    ['text that is not in the charset', 'text/plain', latin1, ['hex', 'text'], 'Binary'],
    ['text in the charset declared', 'text/plain; charset=latin1', latin1, ['text', 'hex'], 'Text'],
  ])('of %s', (_why, type, body, offered, label) => {
    const kinds = chooseKinds(type, bytes(body));
    expect(kinds).toMatchObject({ best: offered[0], offered, label });
  });

  test('of no bytes is none', () => {
    expect(chooseKinds('application/json', new Uint8Array())).toEqual({
      best: null,
      offered: [],
      label: 'Empty',
      note: null,
    });
  });
});

describe('a label the content contradicts', () => {
  test.each([
    [formType, '{"a":1}', `Content-Type is ${formType}, but the body is JSON.`],
    ['image/png', '{"a":1}', 'Content-Type is image/png, but the body is JSON.'],
    ['application/json', 'hello world', 'Content-Type is application/json, but the body is plain text.'],
    ['text/plain', '\xff', null],
    ['application/json', '{"a":1,}', null],
    ['application/octet-stream', '{"a":1}', null],
    ['multipart/form-data; boundary=x', '--x--', null],
    [null, '{"a":1}', null],
    ['text/plain', parts, 'Content-Type is text/plain, but the body is multipart.'],
  ])('%s over %j: %s', (type, body, note) => {
    expect(chooseKinds(type, bytes(body)).note).toBe(note);
  });

  test('text that is not in its charset', () => {
    expect(chooseKinds('text/plain', latin1).note).toBe(
      'Content-Type is text/plain, but the body is not valid text in its character encoding.',
    );
  });
});

describe('a long body is judged by its beginning', () => {
  test.each([
    ['inside a string', `{"a":"${'x'.repeat(10_000)}"}`],
    ['inside an escape', `["${'\\u00e9'.repeat(2000)}"]`],
    ['inside a literal', `[${' true,'.repeat(2000)}1]`],
    ['inside a number', `[${'1.5e-7,'.repeat(2000)}1]`],
    ['inside a character', `["${'€'.repeat(4000)}"]`],
    ['between brackets', `${'['.repeat(9000)}${']'.repeat(9000)}`],
  ])('cut %s', (_where, body) => {
    for (const shift of ['', ' ', '  ', '   ', '    ', '     ']) {
      expect(chooseKinds(null, bytes(shift + body)).best).toBe('json');
    }
  });

  test('text cut inside a character is still text', () => {
    for (const shift of ['', ' ', '  '])
      expect(chooseKinds(null, bytes(shift + '€'.repeat(4000))).best).toBe('text');
  });

  test.each([null, formType])('a form cut anywhere is still a form, labelled %s', (type) => {
    for (let shift = 0; shift < 8; shift++) {
      expect(chooseKinds(type, bytes(`a=${'1'.repeat(shift)}${'&bc=%20d'.repeat(1000)}`)).best).toBe('form');
    }
  });

  test('a form of one long field is a form by its label', () => {
    expect(chooseKinds(formType, bytes(`a=${'b'.repeat(5000)}`)).best).toBe('form');
  });

  test('so its length costs nothing', () => {
    const body = new Uint8Array(50_000_000).fill(0x61);
    const start = processorClock();
    expect(chooseKinds(null, body).best).toBe('text');
    expect(processorClock() - start).toBeLessThan(250);
  });
});
