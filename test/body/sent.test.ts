import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseKinds } from '#lib/body/choose-kinds.ts';
import { readForm } from '#lib/body/form.ts';
import { readHttpMessage } from '#lib/body/http-message/http-message.ts';
import { cidReferences } from '#lib/body/multipart/cid-references.ts';
import { multipartInUtf8 } from '#lib/body/multipart/in-utf8.ts';
import { readMultipart } from '#lib/body/multipart/multipart.ts';
import type { MultipartPart } from '#lib/body/multipart/part.ts';
import { grpcMessages } from '#lib/body/protobuf/grpc-messages.ts';
import { protobuf } from '#lib/body/protobuf/protobuf.ts';
import { allRows } from '#lib/body/rows.ts';
import { readXml } from '#lib/body/xml/xml.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { withCharset } from '#lib/http/with-charset.ts';
import { processorClock } from '../support/processor-clock.ts';
import { root } from '../support/root.ts';

/** Content-Type and body of a request in `sent/`. */
function sent(name: string): { type: string; body: Uint8Array } {
  const bytes = readFileSync(path.join(root, 'test/body/sent', `${name}.http`));
  const end = bytes.indexOf('\r\n\r\n');
  const type = /^Content-Type: (.*)$/m.exec(bytes.subarray(0, end).toString('latin1'))?.[1]?.trim() ?? '';
  return { type, body: new Uint8Array(bytes.subarray(end + 4)) };
}

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const fieldsOf = (body: string | Uint8Array, type = 'application/x-www-form-urlencoded') => {
  const rows = readForm(typeof body === 'string' ? latin1(body) : body, parseMediaType(type));
  return { rows, values: allRows(rows).map(({ value }) => value) };
};

describe('the character encoding of a form', () => {
  test('is the one that its field charset declares, as PayPal writes it', () => {
    const { type, body } = sent('02-form-windows-1252');
    const { rows, values } = fieldsOf(body, type);
    expect(values).toEqual(['web_accept', 'windows-1252', 'Jörg', '5€', '%u0416']);
    expect(rows).toMatchObject({ encoding: 'windows-1252', charsetField: 'charset', unknownCharset: null });
    expect(rows.row(2)).toMatchObject({ rawValue: 'J%F6rg' });
  });

  test('is the one of Content-Type', () => {
    const { type, body } = sent('03-form-windows-1251');
    expect(fieldsOf(body, type).values).toEqual(['При']);
  });

  test.each<[what: string, body: string, encoding: string, value: string]>([
    ['_charset_ decides', '_charset_=koi8-r&a=%F0', 'koi8-r', 'П'],
    ['_charset_ decides also where the rest is UTF-8', '_charset_=latin1&a=%C3%A9', 'windows-1252', 'Ã©'],
    ['charset counts only where the rest is not UTF-8', 'charset=latin1&a=%C3%A9', 'utf-8', 'é'],
    ['a charset that is none is a field like any other', 'charset=shirt&a=%F6', 'utf-8', '%F6'],
    ['what is not valid stays as sent', '_charset_=shift_jis&a=%93%FA&b=%93', 'shift_jis', '日'],
    ['an encoding that is no superset of ASCII is not used', '_charset_=utf-16&a=%C3%A9', 'utf-8', 'é'],
    ['an unknown one is UTF-8', '_charset_=klingon&a=%C3%A9', 'utf-8', 'é'],
  ])('%s', (_what, body, encoding, value) => {
    const { rows, values } = fieldsOf(body);
    expect(rows.encoding).toBe(encoding);
    expect(values[1]).toBe(value);
  });

  test('an unknown one is reported', () => {
    expect(fieldsOf('_charset_=klingon&a=1').rows.unknownCharset).toBe('klingon');
    expect(fieldsOf('a=1', 'application/x-www-form-urlencoded; charset=klingon').rows.unknownCharset).toBe(
      'klingon',
    );
  });

  test('a chosen one replaces the declared one, and nothing else of Content-Type', () => {
    expect(withCharset('text/plain; charset=a; b="c\\"d"', 'koi8-r')).toBe(
      'text/plain; charset="koi8-r"; b="c\\"d"',
    );
    expect(withCharset(null, 'koi8-r')).toBe('application/octet-stream; charset="koi8-r"');
  });
});

describe('gRPC', () => {
  const linesOf = async (body: Uint8Array, type: string) => {
    const rows = (await protobuf.load())(body, parseMediaType(type));
    const lines = allRows(rows);
    return {
      rows,
      lines,
      shown: lines.map(({ depth, spans }) => '  '.repeat(depth) + spans.map(({ text }) => text).join('')),
    };
  };
  const frame = (flags: number, content: Uint8Array) => {
    const prefix = Buffer.alloc(5, flags);
    prefix.writeUInt32BE(content.length, 1);
    return Buffer.concat([prefix, content]);
  };
  const message = Buffer.from('089601120568656c6c6f', 'hex');
  const plain = ['message 1 {', '  1 VARINT: 150', '  2 LEN: "hello"', '}'];

  test('a compressed message is decompressed', async () => {
    const { type, body } = sent('05-grpc-gzip');
    const { lines, shown, rows } = await linesOf(body, type);
    expect(shown).toEqual(plain);
    expect(lines[0]!.notes).toEqual(['gzip, 30 bytes compressed']);
    expect(rows.paths!(1)).toEqual([{ name: 'Fields', text: '1' }]);
    expect(rows.placeOfRow!(2)).toEqual({ line: 1, column: 1 });
    expect(chooseKinds(type, body).best).toBe('protobuf');
  });

  test('bytes beside it keep their places in the body', async () => {
    const body = Buffer.concat([frame(1, deflateSync(message)), frame(0, message)]);
    const { rows, shown } = await linesOf(body, 'application/grpc');
    expect(shown.slice(4)).toEqual(['message 2 {', ...plain.slice(1)]);
    const from = body.length - message.length;
    expect(rows.paths!(5)[1]).toEqual({ name: 'Range', text: `bytes=${from}-${from + 2}` });
    expect(rows.rowAtPlace!(1, from + 1)).toBe(5);
    expect(rows.fault).toBeNull();
  });

  test('base64 segments are decoded each with its own padding, and trailers are shown', async () => {
    const { type, body } = sent('06-grpc-web-text');
    const { shown } = await linesOf(body, type);
    expect(shown).toEqual(['message 1 {', '  1 VARINT: 150', '}', 'trailers "grpc-status:0"']);
    const { rows } = await linesOf(latin1('AAAAAAMIlg!'), type);
    expect(rows.fault).toEqual({ offset: 10, message: 'this is not base64' });
  });

  test.each([
    ['damaged', frame(1, gzipSync(message).subarray(0, 20)), 'compressed (gzip): damaged, or too long'],
    ['too long', frame(1, gzipSync(Buffer.alloc(20_000_000))), 'compressed (gzip): damaged, or too long'],
    [
      'of zstd',
      frame(1, Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00)),
      'compressed (zstd), which is not decompressed here',
    ],
    [
      'of Snappy',
      frame(1, Uint8Array.of(0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59)),
      'compressed (Snappy), which is not decompressed here',
    ],
    [
      'of another method',
      frame(1, Buffer.from('other')),
      'compressed with an unknown encoding: the `grpc-encoding` header names it. Shown as received.',
    ],
  ])('what is %s stays bytes, and says so', async (_what, body, note) => {
    const { lines } = await linesOf(body, 'application/grpc');
    expect(lines[0]!.notes[0]).toContain(note);
  });

  test('many bombs together may be decompressed no further than twice the limit', () => {
    const bomb = frame(1, gzipSync(Buffer.alloc(20_000)));
    let allowed = 0;
    const inflate = (_bytes: Uint8Array, _format: string, most: number) => {
      allowed += most;
      return null;
    };
    const body = Buffer.concat(Array.from({ length: 200 }, () => bomb));
    expect(grpcMessages(body, { isBase64: false, inflate, most: 1000 }).frames).toHaveLength(200);
    expect(allowed).toBeLessThanOrEqual(2000);
  });
});

describe('parts', () => {
  const part = (head: string, content: string) => `--b\r\n${head}\r\n\r\n${content}\r\n`;
  const partsOf = (body: Uint8Array, type: string) =>
    allRows(readMultipart(body, parseMediaType(type))).filter(
      (row): row is MultipartPart => row.kind === 'part',
    );

  test('have a Content-ID, and one of them is the start part', () => {
    const { type, body } = sent('07-multipart-related');
    expect(partsOf(body, type).map(({ contentId, isStart }) => [contentId, isStart])).toEqual([
      ['root@example.test', true],
      ['f+1@example.test', false],
    ]);
    const unnamed = latin1(`${part('A: 1', '')}${part('A: 2', '')}--b--`);
    expect(partsOf(unnamed, 'multipart/related; boundary=b').map(({ isStart }) => isStart)).toEqual([
      true,
      false,
    ]);
    expect(partsOf(unnamed, 'multipart/mixed; boundary=b').map(({ isStart }) => isStart)).toEqual([
      false,
      false,
    ]);
  });

  test('are referred to by cid: URLs, percent-decoded, each once', () => {
    const text = '<img src="cid:a%2B1@x"><img src=\'cid:a+1@x\'/>url(cid:c&amp;d@x) acid:no';
    expect(cidReferences(latin1(text))).toEqual(['a+1@x', 'c&d@x']);
  });

  test('are in the charset that the form declares: per field as SendGrid does, or for all', () => {
    const named = (name: string) => `Content-Disposition: form-data; name="${name}"`;
    const type = 'multipart/form-data; boundary=b';
    const sendGrid = latin1(
      `${part(named('text'), 'Gr\xfc\xdfe')}${part(named('to'), 'x')}${part(named('charsets'), '{"to":"UTF-8","text":"iso-8859-1"}')}--b--`,
    );
    expect(partsOf(sendGrid, type).map(({ declaredCharset }) => declaredCharset)).toEqual([
      { charset: 'iso-8859-1', field: 'charsets' },
      { charset: 'UTF-8', field: 'charsets' },
      null,
    ]);
    expect(new TextDecoder().decode(multipartInUtf8(sendGrid, parseMediaType(type)))).toContain('Grüße');
    const standard = latin1(`${part(named('_charset_'), 'koi8-r')}${part(named('a'), '\xf0')}--b--`);
    expect(partsOf(standard, type)[1]!.declaredCharset).toEqual({ charset: 'koi8-r', field: '_charset_' });
    const own = latin1(
      `${part(`${named('a')}\r\nContent-Type: text/plain; charset=latin1`, '\xe9')}${part(named('_charset_'), 'koi8-r')}--b--`,
    );
    expect(partsOf(own, type)[0]!.declaredCharset).toBeNull();
  });

  test('of type application/http are read as requests and responses', () => {
    const inner = latin1(
      '\r\nPOST /a?b HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}\r\n',
    );
    const message = readHttpMessage(inner)!;
    expect(message).toMatchObject({ startLine: 'POST /a?b HTTP/1.1', isRequest: true, length: 2 });
    expect(
      Buffer.from(inner)
        .subarray(message.offset, message.offset + message.length)
        .toString(),
    ).toBe('{}');
    expect(readHttpMessage(latin1('HTTP/1.1 204 No Content\r\n\r\n'))).toMatchObject({
      isRequest: false,
      length: 0,
    });
    expect(readHttpMessage(latin1('<html>'))).toBeNull();
    expect(chooseKinds('application/http', inner).best).toBe('http');
    expect(chooseKinds('text/plain', inner).best).toBe('text');
  });
});

describe('XML with mixed content', () => {
  const shown = (text: string) => {
    const rows = readXml(text);
    return allRows(rows).map(
      ({ depth, spans }) => '  '.repeat(depth) + spans.map((span) => span.text).join(''),
    );
  };

  test('keeps its line: no white space is added to data', () => {
    expect(shown(new TextDecoder().decode(sent('08-xml-mixed-text').body))).toEqual([
      '<a>',
      '  <b>x<i>y</i> z</b>',
      '  <d>  </d>',
      '</a>',
    ]);
    expect(shown('<a><p>1<b>2</b></p><c><d/></c></a>')).toEqual([
      '<a>',
      '  <p>1<b>2</b></p>',
      '  <c>',
      '    <d/>',
      '  </c>',
      '</a>',
    ]);
    expect(shown('<a xml:space="preserve"> <b/> </a>')).toEqual(['<a xml:space="preserve"> <b/> </a>']);
  });

  test('is laid out where it is too long for a line, which is said', () => {
    const rows = readXml(`<a>text${'<b>x</b>'.repeat(20_000)}</a>`);
    expect(allRows(rows)[1]!.notes).toEqual(['line breaks around this text are added']);
  });

  test('is found in time that grows with the text, and never joins what is not in one element', () => {
    const piece = fc.constantFrom(
      '<a></a>',
      '<b>x</b>',
      '<a>x<b>y</b></a>',
      '<b><c/></b>',
      '<c/>',
      'x',
      ' ',
      '<!-- -->',
      '<![CDATA[y]]>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = `<r>${pieces.join('')}</r>`;
        const rows = readXml(text);
        allRows(rows);
        fc.pre(rows.error === null);
        for (const line of shown(text)) {
          const opened = (line.match(/<[abr]>/g) ?? []).length;
          const closed = (line.match(/<\/[abr]>/g) ?? []).length;
          if (opened > 0 && closed > 0) expect(opened).toBe(closed);
        }
      }),
    );
    const start = processorClock();
    for (const text of [
      '<a>x<b>'.repeat(100_000),
      `<a>${'<b>x<c/></b>'.repeat(100_000)}`,
      '<a>'.repeat(300_000),
    ])
      readXml(text).readUpTo(Number.POSITIVE_INFINITY);
    expect(processorClock() - start).toBeLessThan(4000);
  });
});
