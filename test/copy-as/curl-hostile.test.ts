import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopySource } from '#lib/copy-as/target.ts';
import { curl } from '#lib/copy-as/targets/curl.ts';
import { hostileTexts } from '../support/arbitrary-request.ts';
import { type CurlLab, openCurlLab } from './curl-lab.ts';
import { framedFor, type Parts, utf8 } from './source.ts';

let lab: CurlLab;
beforeAll(async () => {
  lab = await openCurlLab();
});
afterAll(() => lab.close());

const framed = (parts: Parts) => framedFor(lab.authority, parts);
const snippetOf = (source: CopySource) => curl.copy(source, { origin: lab.origin });

describe('hostile text', () => {
  describe.each(hostileTexts)('%s', (text) => {
    it.each(['argument', 'script', 'interactive'] as const)(
      'is data in body, header and target, as %s',
      async (way) => {
        const target = `/b/${text.replace(/[^!-~]/g, '+')}`;
        const source = framed({ body: text, headers: [['X-A', utf8(text)]], target });
        expect(await lab.differencesOf(source, way)).toEqual([]);
      },
    );
  });

  it.each<[string, string]>([
    ['an escape sequence', 'a\x1b[2J\x1b]0;title\x07b'],
    ['the end of a bracketed paste and a command', 'a\x1b[201~\ntouch canary\n'],
    ['an interrupt, an end of file and a backspace', '\x03\x04\x08\x7f\ntouch canary\n'],
    ['a carriage return and a command', 'a\rtouch canary\rb'],
    ['C1 controls', 'a\u009b2Jb\u0085'],
    ['a tab, which completes file names', 'a\tb\t\tc'],
    ['text turned round', 'a \u202e)yranac hcuot($ \u202c b'],
    ['text without width', 'a\u200bb\u2060c\ufeff\u00add'],
    ['a byte order mark in front', '\ufeff{}'],
    ['a history substitution on a line of its own', 'a\n^a^b\n'],
    ['history events on lines of their own', "!x\n!!\n!$\nit's !x\n"],
    ['a here-document', "<<'EOF'\nEOF\ntouch canary\n"],
    ['a line that looks like the end of the command', "' \\\n  -o canary \\\n'\n"],
    ['combining characters and emoji', 'e\u0301 \u{1f469}\u200d\u{1f680} \u2764\ufe0f \u0e01\u0e34'],
    ['what is not assigned, private or no character', '\ue000\u0378\uffff\u{10ffff}\u{e0041}'],
  ])('keeps and does not act on %s', async (_, body) => {
    for (const way of ['argument', 'script', 'interactive'] as const) {
      expect(await lab.differencesOf(framed({ body }), way)).toEqual([]);
    }
  });

  it('shows a terminal only visible characters, whatever the body and the headers', () => {
    const everyCharacter = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join('');
    for (const body of [everyCharacter, everyCharacter.replace(/\p{Cc}/gu, '')]) {
      const snippet = snippetOf(framed({ body, headers: [['X-A', utf8(everyCharacter.slice(0x20))]] }));
      expect(snippet).not.toMatch(/(?![\n ])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u);
    }
  });

  it('ran nothing of all this', () => {
    expect(lab.litter()).toEqual([]);
  });
});
