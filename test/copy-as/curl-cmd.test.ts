import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cmdWord, fitsCmdWord } from '#lib/copy-as/literals/cmd-word.ts';
import { curlCmd } from '#lib/copy-as/targets/curl-cmd.ts';
import { hostileTexts } from '../support/arbitrary-request.ts';
import { type Recorder, startRecorder } from '../support/recorder.ts';
import { differences } from './faithful.ts';
import { hostileCases } from './hostile-cases.ts';
import { generatedCases } from './run-hostile-cases.ts';

/**
 * cmd.exe runs on Windows alone. Here a model of it reads the copy: carets and line ends as cmd.exe takes them, then
 * quotes and backslashes as the start-up code of C programs does; what comes out is given to the curl of this machine.
 */

/** What cmd.exe hands on of a text that has no quotes without a caret. Throws at what it would act on. */
function afterCarets(text: string): string {
  return text.replace(/\^(\r\n.|.)|["&|<>()%!\r\n]/gs, (all, escaped?: string) => {
    if (escaped === undefined) throw new Error(`cmd.exe would act on ${JSON.stringify(all)}`);
    return escaped.startsWith('\r\n') ? escaped.slice(2) : escaped;
  });
}

/** The arguments in a command line, by the rules of Microsoft's C runtime. */
function argumentsIn(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quoted = false;
  for (const [piece] of line.matchAll(/\\+"?|"|[^\\"]/g)) {
    if (!quoted && piece === ' ') {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    word ??= '';
    if (piece === '"') quoted = !quoted;
    else if (piece.startsWith('\\') && piece.endsWith('"')) {
      const slashes = piece.length - 1;
      word += '\\'.repeat(Math.floor(slashes / 2));
      if (slashes % 2 === 1) word += '"';
      else quoted = !quoted;
    } else word += piece;
  }
  return word === null ? words : [...words, word];
}

describe('cmdWord', () => {
  it.each(
    [...hostileTexts, 'a\\', 'a\\\\"b', '"', '', '^', 'a b', '\\"&calc', '"&calc&"', '^"&calc'].filter(
      fitsCmdWord,
    ),
  )('is one argument and nothing more: %s', (text) => {
    expect(argumentsIn(afterCarets(`x ${cmdWord(text)} y`))).toEqual(['x', text, 'y']);
  });

  it.each(['%PATH%', '!x!', 'a\nb', 'é'])('does not fit %j', (text) => {
    expect(fitsCmdWord(text)).toBe(false);
  });
});

describe('curl for cmd.exe', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wirebin-cmd-'));
  let recorder: Recorder;
  beforeAll(async () => {
    recorder = await startRecorder();
  });
  afterAll(async () => {
    await recorder.close();
    rmSync(folder, { recursive: true });
  });

  /** Does what the copy says, with `%TEMP%` being this test's folder. */
  async function run(copy: string): Promise<void> {
    const temporary = /"%TEMP%\\([\w.-]+)"/g;
    const files = new Map<string, string>();
    const start = copy.indexOf('curl ', copy.lastIndexOf('>nul') + 1 || copy.search(/^curl /m));
    for (const line of copy.slice(0, start).split('\r\n')) {
      const echo = /^(>>?)"%TEMP%\\([\w.-]+)" echo ([\w+/=]+)$/.exec(line);
      const decode = /^certutil -f -decode "%TEMP%\\([\w.-]+)" "%TEMP%\\([\w.-]+)" >nul$/.exec(line);
      if (echo) files.set(echo[2]!, (echo[1] === '>>' ? files.get(echo[2]!) : '') + echo[3]!);
      else if (decode) writeFileSync(join(folder, decode[2]!), Buffer.from(files.get(decode[1]!)!, 'base64'));
      else if (line !== '' && !/^rem [\w ,:'.-]+$/.test(line)) throw new Error(`Not understood: ${line}`);
    }
    const withPaths = copy.slice(start).replace(temporary, (_, name) => join(folder, name));
    const [, ...words] = argumentsIn(afterCarets(withPaths.replace(/@"([^"]*)"/g, '@$1')));
    await promisify(execFile)('curl', ['--silent', '--show-error', ...words], { cwd: folder });
  }

  it.each([...hostileCases, ...generatedCases(60)])('sends $name', async ({ source: make }) => {
    const source = make(recorder.authority);
    await run(curlCmd.copy(source, { origin: recorder.origin }));
    const [arrived] = recorder.take();
    const headers = source.truncated
      ? source.headers.map(([name, value]) => [name, name === 'Content-Length' ? '3' : value] as const)
      : source.headers;
    const options = { authority: recorder.authority, placesConnection: true };
    expect(differences({ ...source, headers }, arrived!, options)).toEqual([]);
  });

  it('writes nothing but its two files', () => {
    expect(readdirSync(folder).sort()).toEqual(['copy-body.bin', 'copy-config.bin']);
  });
});
