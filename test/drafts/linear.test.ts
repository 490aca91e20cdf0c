import { expect, test } from 'vitest';
import { readDrafts } from '#lib/drafts/index.ts';
import { failureCode } from '#lib/model/errors.ts';
import { type Growth, growthOf, growthWords, isLinear } from '../support/growth.ts';

/** Texts that are hard to read, one for each loop that could go back over what it has read. */
const texts: Record<string, (size: number) => string> = {
  'single quotes': (size) => `curl a.example ${"'".repeat(size)}`,
  'pairs of quotes': (size) => `curl a.example -d ${`''""`.repeat(size / 4)}`,
  'words in quotes': (size) => `curl a.example ${`'a' "b" `.repeat(size / 8)}`,
  'escapes in quotes': (size) => `curl a.example -d $'${'\\n\\x41\\u00e9'.repeat(size / 12)}'`,
  backslashes: (size) => `curl a.example -d "${'\\'.repeat(size)}`,
  'nested substitutions': (size) => `curl a.example ${'$('.repeat(size / 2)}`,
  'closed substitutions': (size) => `curl a.example ${'$(a) '.repeat(size / 5)}`,
  'many variables': (size) => `curl a.example ${'$a '.repeat(size / 3)}`,
  'here-documents': (size) => `curl a.example ${'<<A '.repeat(size / 8)}\n${'A\n'.repeat(size / 4)}`,
  'here-documents without an end': (size) =>
    `curl a.example ${'<<B '.repeat(size / 8)}\n${'A\n'.repeat(size / 4)}`,
  'data from standard input': (size) => fromInput('-d @- ', size),
  'encoded data from standard input': (size) => fromInput('--data-urlencode @- ', size),
  'fields from standard input': (size) => fromInput("-F 'a=<-' ", size),
  'options from standard input': (size) => fromInput('-K - ', size),
  'prompts of shells': (size) =>
    `C:\\> curl a\n${'[a@a'.repeat(size / 8)}\n${'$ curl a\n'.repeat(size / 18)}`,
  redirections: (size) => `curl a.example ${'>'.repeat(size)}`,
  pipes: (size) => `curl a.example ${'| echo a '.repeat(size / 9)}`,
  'many commands': (size) => 'curl a.example\n'.repeat(size / 15),
  'many URLs and a long body': (size) => `curl -d ${'x'.repeat(size / 2)} ${'a '.repeat(size / 4)}`,
  'many URLs and a long query': (size) => `curl -G -d ${'x'.repeat(size / 2)} ${'a '.repeat(size / 4)}`,
  'many URLs and headers': (size) => `curl ${'-H a:b '.repeat(size / 14)} ${'a '.repeat(size / 4)}`,
  'many URLs and files': (size) => `curl ${'-F a=@b '.repeat(size / 16)} ${'a '.repeat(size / 4)}`,
  'many groups': (size) => `curl a ${'--next a '.repeat(size / 9)}`,
  'much data': (size) => `curl a ${'-d a '.repeat(size / 5)}`,
  'unknown options': (size) => `curl a ${'--frob -9 '.repeat(size / 10)}`,
  'dots in a path': (size) => `curl a/${'../a/./'.repeat(size / 7)}`,
  'brackets in a URL': (size) => `curl 'a/${'{['.repeat(size / 2)}'`,
  'semicolons in a form': (size) => `curl a -F 'a=b${';type=a;"'.repeat(size / 9)}'`,
  'boundaries in a form': (size) => `curl a -F 'a=${'----WirebinFormBoundary0000001'.repeat(size / 30)}'`,
  'carets of cmd.exe': (size) => `curl ^"a^" ^\n${'^"^\\^"'.repeat(size / 6)}`,
  'percent signs of cmd.exe': (size) => `curl ^"a^" ^\n${'%a'.repeat(size / 2)}`,
  'files of cmd.exe': (size) => `${'>>"%TEMP%\\a" echo YQ==\r\n'.repeat(size / 24)}curl ^"a^"`,
  'backticks of PowerShell': (size) => `curl.exe a \`\n ${'`a"a"'.repeat(size / 5)}`,
  'brackets of PowerShell': (size) => `irm a -Body ${'('.repeat(size)}`,
  'tables of PowerShell': (size) => `irm a -Headers ${'@{a='.repeat(size / 4)}`,
  'statements of PowerShell': (size) => `irm a\n${'$a = (a)\n'.repeat(size / 9)}`,
  'strings of PowerShell': (size) => `irm a -Body "${'`"$a'.repeat(size / 4)}"`,
  'variables in strings of PowerShell': (size) => `$a = 'b'\nirm a -Body "${'$a$b '.repeat(size / 6)}"`,
  'braces in strings of PowerShell': (size) => `irm a -Body "${'${$('.repeat(size / 4)}"`,
  'sums of PowerShell': (size) => `irm a -Body (${"'a' + ".repeat(size / 6)}'a')`,
  'sums of PowerShell in statements': (size) => `irm a\n${"$a += 'a'\n".repeat(size / 10)}`,
  'types of PowerShell': (size) => `irm a -Body (${'[a]'.repeat(size / 3)}`,
  'open types of PowerShell': (size) => `irm a -Body (${'['.repeat(size)}`,
  'calls of PowerShell': (size) => `irm a -Body (${'[a]::b('.repeat(size / 7)}`,
  'words of PowerShell': (size) => `irm a -Body ${'a=$b,'.repeat(size / 6)}`,
  'lists of PowerShell': (size) => `irm a -Body ${'"a", '.repeat(size / 5)}`,
  'pipes of PowerShell': (size) => `irm a -Body (1 ${'| ConvertTo-Json '.repeat(size / 17)})`,
  'blocks of PowerShell': (size) => `irm a\n${'a {'.repeat(size / 3)}`,
  'arguments of PowerShell': (size) => `irm a ${'-Body a '.repeat(size / 8)}`,
  'unknown arguments of PowerShell': (size) => `irm a ${'-Frob @a '.repeat(size / 9)}`,
  'nested tables of PowerShell': (size) => `$a = @{a=1}\nirm a\n${'$a = @{a=$a}\n'.repeat(size / 12)}`,
  'entries of a table of PowerShell': (size) =>
    `$a = @{}\n${Array.from({ length: size >> 5 }, (_, at) => `$a.Add("${at}", $a)\n`).join('')}irm a -Body $a`,
  'JSON of PowerShell': (size) => `irm a -Body (@(${'@{a=1},'.repeat(size / 7)}1) | ConvertTo-Json)`,
  'uses of a short text of PowerShell': (size) => `$a = 'b'\n${'irm a -Body $a\n'.repeat(size / 15)}`,
  'uses of a long text of PowerShell': (size) =>
    `$a = '${'x'.repeat(size / 2)}'\n${'irm a -Body $a\n'.repeat(size / 30)}`,
  'uses of a long table of PowerShell': (size) =>
    `$a = @{${Array.from({ length: size >> 4 }, (_, at) => `a${at}=1;`).join('')}}\n${'irm a -Headers $a\n'.repeat(size / 40)}`,
  'uses of a long form of PowerShell': (size) =>
    `$a = @{${Array.from({ length: size >> 4 }, (_, at) => `a${at}=1;`).join('')}}\n${'irm a -Method Put -Body $a\n'.repeat(size / 52)}`,
  'uses of many cookies of PowerShell': (size) =>
    `${"$a.Cookies.Add([Net.Cookie]::new('a', 'b'))\n".repeat(size / 90)}${'irm a -WebSession $a\n'.repeat(size / 42)}`,
  'comments of PowerShell': (size) => `irm a ${'<# a'.repeat(size / 8)} ${'#> '.repeat(size / 6)}`,
  'names of PowerShell': (size) => `irm a\n$${'a'.repeat(size / 2)}\n$${'a.'.repeat(size / 4)}`,
  'prompts of PowerShell': (size) =>
    `PS C:\\> irm a\n${'PS C:\\a'.repeat(size / 16)}\n${'PS C:\\> irm a\n'.repeat(size / 28)}`,
  'forms of PowerShell': (size) =>
    `$a = @{${Array.from({ length: size >> 4 }, (_, at) => `a${at}=1;`).join('')}}\n${'irm a -Form $a\n'.repeat(size / 30)}`,
  'fields of a form of PowerShell': (size) => `irm a -Form @{a=${'1,'.repeat(size / 2)}1}`,
  'sums of PowerShell that are read': (size) => `${"$a += 'a'\n".repeat(size / 10)}irm a -Body $a`,
  'commands in a statement of PowerShell': (size) => 'irm a && '.repeat(size / 9),
  'words of commands of PowerShell': (size) => 'irm '.repeat(size / 4),
  'nested commands of PowerShell': (size) => 'irm (a) ('.repeat(size / 9),
  'piped commands of PowerShell': (size) => `irm a${' | irm a'.repeat(size / 8)}`,
  'messages of PowerShell': (size) => "$a = [HttpRequestMessage]::new('GET', 'a')\n".repeat(size / 43),
  'messages of PowerShell that are not sent': (size) =>
    Array.from({ length: size / 48 }, (_, at) => `$a${at} = [HttpRequestMessage]::new('GET', 'a')\n`).join(
      '',
    ),
  'functions of PowerShell': (size) => `irm a\n${'function f($a) { $a = 1 '.repeat(size / 25)}`,
  'typed variables of PowerShell': (size) => `irm a\n${"[a][b][string]$a += 'a'\n".repeat(size / 24)}`,
  'commands of PowerShell': (size) => 'irm a\n'.repeat(size / 6),
  'blocks of a .http file': (size) => '###\nGET a.example\n'.repeat(size / 18),
  'empty blocks': (size) => `GET a.example\n${'###\n'.repeat(size / 4)}`,
  'braces in a .http file': (size) => `GET http://a\n\n${'{{'.repeat(size / 2)}`,
  'variables of a .http file': (size) => `${'@a = {{a}}\n'.repeat(size / 11)}GET http://a\n`,
  'uses of a variable': (size) => `@a = b\n\nGET http://a\n\n${'{{a}}'.repeat(size / 5)}`,
  'queries in several lines': (size) => `GET http://a\n${'  &a\n'.repeat(size / 5)}`,
  'scripts in a .http file': (size) => `GET http://a\n\n${'> {% a\n'.repeat(size / 7)}`,
  'spaces in a request line': (size) => `GET http://a${' '.repeat(size)}x`,
  'empty lines': (size) => `GET http://a\n${'\n'.repeat(size)}`,
  'chunks of a message': (size) =>
    `POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n${'1\na\n'.repeat(size / 4)}`,
  'lengths of a message': (size) => `POST / HTTP/1.1\n${'Content-Length: 1\n'.repeat(size / 18)}\na`,
  'folded lines of a message': (size) => `GET / HTTP/1.1\na: b\n${' c\n'.repeat(size / 3)}`,
  'comments of a message': (size) => `${'# a\n'.repeat(size / 4)}GET / HTTP/1.1\n`,
  'entries of a HAR file': (size) =>
    JSON.stringify({
      log: { entries: Array(size >> 6).fill({ request: { method: 'GET', url: 'http://a' } }) },
    }),
  'items of a collection': (size) =>
    JSON.stringify({ info: {}, item: Array(size >> 5).fill({ request: 'a' }) }),
  'path variables': (size) =>
    JSON.stringify({
      info: {},
      item: [
        { request: { url: { raw: `a${'/:b'.repeat(size / 3)}`, variable: [{ key: 'b', value: 'c' }] } } },
      ],
    }),
  'nested JSON': (size) => '['.repeat(size),
  'open braces': (size) => '{"a":'.repeat(size / 5),
  'nothing but quotes': (size) => '"'.repeat(size),
  'nothing but spaces': (size) => `${' '.repeat(size)}x`,
  'nothing but line breaks': (size) => `${'\n'.repeat(size)}x`,
};

/** A command that reads its standard input many times, and the input. */
function fromInput(option: string, size: number): string {
  return `curl a ${option.repeat(size / 2 / option.length)} <<'A'\n${'#\n'.repeat(size / 4)}A\n`;
}

/** Most texts are read in a few milliseconds, so that other load may spoil a measurement. Quadratic work fails all of them. */
const attempts = 4;

test.each(Object.entries(texts))('a text of %s is read, or fails, in time that grows with it', (_, make) => {
  let growth: Growth;
  let left = attempts;
  // Eight times as much as the size that is found is measured, too: up to two mebibytes.
  do growth = growthOf((size) => reading(make(size)), 8_000, 2 ** 21);
  while (!isLinear(growth) && --left > 0);
  expect(isLinear(growth), growthWords(growth)).toBe(true);
});

function reading(text: string): () => void {
  return () => {
    try {
      readDrafts(text);
    } catch (error) {
      expect(failureCode(error)).toMatch(/^draft-/);
    }
  };
}
