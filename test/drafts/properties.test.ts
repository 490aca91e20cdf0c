import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyAs, copyTarget } from '#lib/copy-as/index.ts';
import { bashWord } from '#lib/copy-as/literals/bash-word.ts';
import { cmdWord, fitsCmdWord } from '#lib/copy-as/literals/cmd-word.ts';
import { powershellString } from '#lib/copy-as/literals/powershell-string.ts';
import { readDrafts } from '#lib/drafts/index.ts';
import { utf8 } from '#lib/drafts/request/utf8.ts';
import { cmdCommands } from '#lib/drafts/shell/cmd-commands.ts';
import { posixCommands } from '#lib/drafts/shell/posix-commands.ts';
import { powershellTokens } from '#lib/drafts/shell/powershell-tokens.ts';
import { failureCode } from '#lib/model/errors.ts';
import { sourceOf } from '../copy-as/source.ts';
import { arbitraryRequest, hostileTexts } from '../support/arbitrary-request.ts';

const unexpected = (offset: number, sentence: string): never => {
  throw new Error(`${offset}: ${sentence}`);
};

/** Byte strings without NUL, which no word can hold. */
const byteString = fc.oneof(
  fc.constantFrom(...hostileTexts).map(utf8),
  fc.string({ unit: 'binary' }).map((text) => utf8(text.replaceAll('\0', ''))),
  fc.uint8Array({ min: 1 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
);

test('words that are quoted for bash are read as they were', () => {
  fc.assert(
    fc.property(fc.array(byteString, { minLength: 1, maxLength: 5 }), (texts) => {
      const command = utf8(texts.map(bashWord).join(' '));
      const [found, ...more] = posixCommands(command, unexpected);
      expect(more).toEqual([]);
      expect(found!.words.map(({ text }) => text)).toEqual(texts);
      expect(found!.unknown).toEqual([]);
    }),
  );
});

test('words that are quoted for cmd.exe are read as they were', () => {
  const printable = fc.string({ unit: 'grapheme-ascii' }).filter(fitsCmdWord);
  fc.assert(
    fc.property(fc.array(printable, { minLength: 1, maxLength: 5 }), (texts) => {
      const [found] = cmdCommands(`x ${texts.map(cmdWord).join(' ^\r\n ')}`);
      expect(found!.words.slice(1).map(({ text }) => text)).toEqual(texts);
    }),
  );
});

test('strings of PowerShell are read as they were', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(powershellTokens(powershellString(text))).toMatchObject([{ kind: 'string', text }]);
      const quoted = `"${text.replace(/["$`]/g, '`$&').replace(/[^ -~]/g, (unit) => `$([char]${unit.charCodeAt(0)})`)}"`;
      expect(powershellTokens(quoted)).toMatchObject([{ kind: 'string', text }]);
    }),
  );
});

test.each(['curl', 'curl-cmd', 'har', 'http-message'])(
  'whatever was requested, a copy as %s is read to a request with its method, target and body',
  (id) => {
    const prepared = arbitraryRequest({ authority: 'a.example:1', prefix: '/b/x' });
    fc.assert(
      fc.property(
        prepared.filter(({ body }) => body.length < 20_000),
        (request) => {
          const copy = copyAs(copyTarget(id)!, sourceOf(request), { origin: 'http://a.example:1' });
          const { drafts } = readDrafts(copy);
          expect(drafts).toHaveLength(1);
          const { method, target, body } = drafts[0]!.request;
          expect({ method, target, body: Buffer.from(body) }).toEqual({
            method: request.method,
            target: request.target,
            body: Buffer.from(request.body),
          });
        },
      ),
    );
  },
);

/** Pieces of all formats, so that texts get far into each reader. */
const pieces = [
  ...[
    'curl ',
    'curl.exe ',
    'http://a.example/',
    '-d ',
    '-H ',
    '-F ',
    '--next ',
    '-K ',
    '--',
    '-',
    '@',
    'a=b',
    ' ^\n',
    '^"',
  ],
  ...[
    "'",
    '"',
    '`',
    '\\',
    '\n',
    '\r\n',
    ' ',
    '$',
    '$(',
    ')',
    "$'",
    '{{a}}',
    '{',
    '}',
    '<<EOF\n',
    'EOF\n',
    '|',
    ';',
    '&',
    '#',
  ],
  ...[
    '###\n',
    'GET ',
    'POST http://a.example HTTP/1.1\n',
    'GET / HTTP/1.1\n',
    'Host: a\n',
    '@a = b\n',
    '> {%',
    '%}',
    '< x\n',
  ],
  ...[
    'irm ',
    'Invoke-WebRequest ',
    '-Uri ',
    '-Body ',
    '@{',
    '=',
    '@"\n',
    '\n"@',
    '$a = ',
    'HttpRequestMessage]::new(',
  ],
  ...[
    '{"log":{"entries":[',
    '{"request":{"method":"GET","url":"a","headers":[]}}',
    ']}}',
    '{"info":{},"item":[',
    ']}',
    ',',
  ],
  ...[
    '{"request":"a"}',
    'null',
    'Transfer-Encoding: chunked\n',
    '3\nabc\n',
    '\u00e9',
    '\ud83d\ude00',
    '\ud800',
    '\0',
  ],
];

test('any text is read, or fails with a code of its own', () => {
  const text = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(text, (pasted) => {
      try {
        for (const { request } of readDrafts(pasted).drafts) {
          const strings = [
            request.method,
            request.target,
            ...request.headers.flat(),
            ...request.trailers.flat(),
          ];
          for (const string of strings) expect(string).not.toMatch(/[^\0-\xff]/);
        }
      } catch (error) {
        if (failureCode(error) === null) throw error;
        expect(failureCode(error)).toMatch(/^draft-/);
      }
    }),
    { numRuns: 3000 },
  );
});
