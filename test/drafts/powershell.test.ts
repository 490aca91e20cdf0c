import { describe, expect, test } from 'vitest';
import { readDrafts } from '#lib/drafts/index.ts';
import { draftIn, textOf } from './reading.ts';

const url = 'https://a.example/x';

const messagesOf = (text: string) => draftIn(text).notes.map(({ message }) => message);
const headersOf = (text: string) => draftIn(text).request.headers;

describe('tables', () => {
  test.each([
    ['a number before a semicolon', '@{id=3;name="x"}', 'id=3&name=x'],
    ['several lines', `@{\n  id = 3\n\n  'full name' = 'a&b'; ok = $true\n}`, 'id=3&full+name=a%26b&ok=True'],
    ['known variables', '@{name=$name; $name="1"}', 'name=ann&ann=1'],
    ['an order', '[ordered]@{b=1; a=$null}', 'b=1&a='],
    ['what .NET does not encode', `@{a='(b)!~'}`, 'a=(b)!%7E'],
  ])('with %s are sent as a form', (_, table, body) => {
    const draft = draftIn(`$name = 'ann'\n$body = ${table}\nirm ${url} -Method Post -Body $body`);
    expect(textOf(draft)).toBe(body);
    expect(draft.request.headers).toEqual([['Content-Type', 'application/x-www-form-urlencoded']]);
    expect(draft.notes).toEqual([]);
  });

  test('are added to the query of a GET', () => {
    const target = (uri: string) => draftIn(`irm '${uri}' -Body @{q='x y'; p=1}`).request.target;
    expect(target(url)).toBe('/x?q=x+y&p=1');
    expect(target(`${url}?a=b#c`)).toBe('/x?a=b&q=x+y&p=1');
    expect(textOf(draftIn(`irm ${url} -Body @{q='x'}`))).toBe('');
    expect(textOf(draftIn(`irm ${url} -Method Post -Body @{q='x'}`))).toBe('q=x');
  });

  test('lose only the entries that are not known, with a note', () => {
    const text = `irm ${url} -Headers @{A=$a;B="2";Authorization = "Basic " + $b64; C = Get-Date}`;
    expect(headersOf(text)).toEqual([['B', '2']]);
    expect(messagesOf(text)).toEqual([
      'The value of the header "A" is not known. It is left out.',
      'The value of the header "Authorization" is not known. It is left out.',
      'The value of the header "C" is not known. It is left out.',
    ]);
  });

  test.each([
    ['of Postman', '$h = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"'],
    ['by its constructor', '$h = [System.Collections.Generic.Dictionary[string,string]]::new()'],
    ['that is empty', '# Headers\n[hashtable]$h = @{}'],
  ])('%s get their entries in further statements', (_, start) => {
    const text = `${start}\n$h.Add("X-Key", "k")\n[void]$h.Add('X-B','b')\n$h["C"]="1"; $h.D = 2\n$h.'X-E' = 'e'\nirm ${url} -Headers $h`;
    expect(headersOf(text)).toEqual([
      ['X-Key', 'k'],
      ['X-B', 'b'],
      ['C', '1'],
      ['D', '2'],
      ['X-E', 'e'],
    ]);
    expect(messagesOf(text)).toEqual([]);
  });

  test('are not known after a call that is not', () => {
    expect(messagesOf(`$h = @{a='b'}\n$h.Remove('a')\nirm ${url} -Headers $h`)).toEqual([
      'The value of -Headers is not known. It is left out.',
    ]);
  });

  test('may have the arguments of a command', () => {
    const text = `$params = @{
  Uri = "${url}"
  Method = 'Post'
  Headers = @{ A = '1' }
  Body = @{ a = 1 } | ConvertTo-Json -Compress
  ContentType = 'application/json'
  SkipCertificateCheck = $true
}
Invoke-RestMethod @params -TimeoutSec 3`;
    const draft = draftIn(text);
    expect(draft.destination).toBe('https://a.example');
    expect(draft.request).toMatchObject({ method: 'POST', target: '/x' });
    expect(draft.request.headers).toEqual([
      ['A', '1'],
      ['Content-Type', 'application/json'],
    ]);
    expect(textOf(draft)).toBe('{"a":1}');
    expect(draft.options).toEqual({ verifyCertificate: false, timeoutMs: 3000 });
    expect(draft.notes).toEqual([]);
  });

  test('of arguments that are not known are noted', () => {
    const draft = draftIn('Invoke-RestMethod @params -Method Put');
    expect(draft.destination).toBeNull();
    expect(draft.request.method).toBe('PUT');
    expect(draft.notes.map(({ message }) => message)).toEqual([
      'The value of @params is not known. It is left out.',
      'The URL is not known. Enter a destination.',
    ]);
  });
});

describe('ConvertTo-Json', () => {
  const flat = '{\n  "name": "test",\n  "id": 3\n}';
  test.each([
    ['in a variable', `$body = @{name="test"; id=3} | ConvertTo-Json\nirm ${url} -Body $body`, flat],
    ['in brackets', `irm ${url} -Body (@{name="test"; id=3} | ConvertTo-Json)`, flat],
    ['of an argument', `$b = @{name="test"; id=3}\nirm ${url} -Body (ConvertTo-Json $b -Depth 9)`, flat],
    ['of -InputObject', `irm ${url} -Body (ConvertTo-Json -InputObject @{name="test"; id=3})`, flat],
    ['in a pipe', `@{name="test"; id=3} | ConvertTo-Json | irm ${url} -Method Post`, flat],
    [
      'in a pipe of several lines',
      `$r = @{name="test"; id=3} |\n  ConvertTo-Json |\n  irm ${url} -Method Post`,
      flat,
    ],
    [
      'compact',
      `irm ${url} -Body ([ordered]@{a=$true;b=$null;c=-1.5} | ConvertTo-Json -Compress)`,
      '{"a":true,"b":null,"c":-1.5}',
    ],
    [
      'nested',
      `irm ${url} -Body ([pscustomobject]@{a=@{b='"'};c=@(1,2);d=@();e=@{}} | ConvertTo-Json)`,
      '{\n  "a": {\n    "b": "\\""\n  },\n  "c": [\n    1,\n    2\n  ],\n  "d": [],\n  "e": {}\n}',
    ],
  ])('%s is read as PowerShell 7 writes it', (_, text, body) => {
    expect(textOf(draftIn(text))).toBe(body);
    expect(messagesOf(text)).toEqual([]);
  });

  test.each([
    ['a part is not known', '@{a=$a} | ConvertTo-Json'],
    ['it is nested too deep', '@{a=@{b=@{c=@{d=1}}}} | ConvertTo-Json'],
    ['an option is not known', '@{a=1} | ConvertTo-Json -AsArray'],
    ['more follows', '@{a=1} | ConvertTo-Json | Out-String'],
    ['something else reads it', `'{"a":1}' | ConvertFrom-Json`],
  ])('is left out with a note if %s', (_, expression) => {
    const text = `$body = ${expression}\nirm ${url} -Method Post -Body $body -ContentType application/json`;
    expect(textOf(draftIn(text))).toBe('');
    expect(messagesOf(text)).toEqual(['The value of -Body is not known. It is left out.']);
  });
});

describe('values', () => {
  test.each([
    ['a variable that is not defined', '$body'],
    ['a format', '("{0}" -f "a")'],
    ['a format without brackets', '"{0}" -f "a"'],
    ['a sum without brackets', '"a" + "b"'],
    ['a sum with something unknown', '("a" + $b)'],
    ['a sum that is glued', '("a"+$b)'],
    ['a call', '"a".Trim()'],
    ['a call of what is in brackets', '("a").Replace("a", "b")'],
    ['a call in brackets', '("a".ToUpper())'],
    ['an index', '$known["a"]'],
    ['a member', '$known.a'],
    ['a command', '(Get-Content a.json)'],
    ['a list', '"a", "b"'],
    ['another encoding', '([System.Text.Encoding]::Unicode.GetBytes("a"))'],
    ['a subexpression', '$("a")'],
  ])('are left out with a note if they are %s', (_, expression) => {
    const text = `$known = "x"\nirm ${url} -Method Post -Body ${expression} -TimeoutSec 2`;
    const draft = draftIn(text);
    expect(textOf(draft)).toBe('');
    expect(draft.options).toEqual({ timeoutMs: 2000 });
    expect(messagesOf(text)).toEqual(['The value of -Body is not known. It is left out.']);
  });

  test.each([
    ['a sum', `("a" + 'b' + $known)`, 'abx'],
    ['a sum in a variable', '$sum', 'yxz'],
    ['UTF-8', '([System.Text.Encoding]::UTF8.GetBytes("é"))', 'é'],
    ['base64', `([Convert]::FromBase64String('YQ=='))`, 'a'],
    ['base64 of a text', '([Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("a:b")))', 'YTpi'],
    ['a text with variables', '"$known $($known)$' + '{known}`$known"', 'x xx$known'],
    ['single quotes', `'$known'`, '$known'],
    ['a number', '3', '3'],
    ['a cast', '([string]$known)', 'x'],
    ['a here-string', '@"\n{`"a`": "$known`t`$5 ""q"""}\n"@', '{"a": "x\t$5 ""q"""}'],
    ['a literal here-string', `@'\n\`"$known\n'@`, '`"$known'],
  ])('are known if they are %s', (_, expression, body) => {
    const text = `$known = 'x'\n$sum = "y"\n$sum += $known\n$sum+='z'\nirm ${url} -Method Post -Body ${expression}`;
    expect(textOf(draftIn(text))).toBe(body);
    expect(messagesOf(text)).toEqual([]);
  });

  test('that are not defined are kept in texts, and noted', () => {
    const text = `$h = @{Authorization = "Bearer $token"; B = '$b'}
irm "https://$server/x/$id" -Method Post -Headers $h -Body "{\`"a\`": \`"$($x.y)\`", $id}"`;
    const draft = draftIn(text);
    expect(draft.request.headers.slice(0, 2)).toEqual([
      ['Authorization', 'Bearer $token'],
      ['B', '$b'],
    ]);
    expect(draft.request.target).toBe('/x/$id');
    expect(textOf(draft)).toBe('{"a": "$($x.y)", $id}');
    expect(draft.notes.map(({ message }) => message)).toEqual([
      'The value of $server is not known. It is kept as it is written.',
      'The value of $id is not known. It is kept as it is written.',
      'The value of $token is not known. It is kept as it is written.',
      'The value of $($x.y) is not known. It is kept as it is written.',
      'The host "$server" is a placeholder. Enter a destination.',
    ]);
  });

  test('that are defined are put into URLs', () => {
    const draft = draftIn('$base = "https://a.example/v1"\n$id = 5\nirm $base/x/$id?a=b');
    expect(draft).toMatchObject({ destination: 'https://a.example', request: { target: '/v1/x/5?a=b' } });
    expect(draft.notes).toEqual([]);
  });

  test('of headers and bodies that are not known are noted', () => {
    const text = `irm ${url} -Method Put -Headers $headers -Body $body`;
    expect(draftIn(text).request).toMatchObject({ headers: [], body: new Uint8Array() });
    expect(messagesOf(text)).toEqual([
      'The value of -Headers is not known. It is left out.',
      'The value of -Body is not known. It is left out.',
    ]);
    expect(messagesOf(`irm ${url} -Headers "A: b"`)).toEqual([
      'The value of -Headers is not known. It is left out.',
    ]);
  });

  test('of the URL that are not known leave the destination open', () => {
    const draft = draftIn('irm -Uri ($base + "/x")');
    expect(draft.destination).toBeNull();
    expect(draft.notes.map(({ code }) => code)).toEqual(['variable-unknown', 'destination-missing']);
  });

  test('are forgotten once they have an unknown value', () => {
    const text = `$body = 'a'\n$body = Get-Content b\nirm ${url} -Body $body\n$r = 'a'\n$r = irm ${url}\nirm ${url} -Body $r`;
    expect(readDrafts(text).drafts.map(({ request, notes }) => [request.body.length, notes.length])).toEqual([
      [0, 1],
      [0, 0],
      [0, 1],
    ]);
  });

  test.each([
    ['a difference', '$a -= 1'],
    ['an increment', '$a++'],
    ['a list of variables', '$b, $a = 1, 2'],
    ['a loop', 'foreach ($a in 2..3) { }'],
    ['an index', '$a[0] = 2'],
  ])('are forgotten once %s changes them', (_, statement) => {
    const text = `$a = 1\n${statement}\nirm ${url} -Method Post -Body $a`;
    expect(messagesOf(text)).toEqual(['The value of -Body is not known. It is left out.']);
  });

  test.each([
    ['a member of a member', '$a.b.c = 1'],
    ['a key in a variable', '$a.$b = 1'],
    ['a sum', '$a.b += 1'],
    ['a sum by index', '$a["b"] += 1'],
    ['a call of a member', '$a.b.Add("c", "d")'],
  ])('of tables are forgotten once %s changes them', (_, statement) => {
    const text = `$a = @{b=1}\n${statement}\nirm ${url} -Headers $a`;
    expect(messagesOf(text)).toEqual(['The value of -Headers is not known. It is left out.']);
  });

  test('of cookies that are not known are noted', () => {
    const text = `$s.Cookies.Add((New-Object System.Net.Cookie("a", "b", "/", "a.example")))
$s.Cookies.Add((New-Object System.Net.Cookie("sid", $sid)))
irm ${url} -WebSession $s`;
    expect(headersOf(text)).toEqual([['Cookie', 'a=b']]);
    expect(messagesOf(text)).toEqual(['The value of a cookie is not known. It is left out.']);
  });
});

describe('sessions', () => {
  const session = `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n`;
  const cookie = (name: string) => `$session.Cookies.Add((New-Object System.Net.Cookie("${name}", "1")))\n`;
  const headersIn = (text: string) => readDrafts(text).drafts.map(({ request }) => request.headers);

  test('of commands that DevTools copied together do not share their cookies', () => {
    const first = `${session}$session.UserAgent = "Mozilla/5.0"\n${cookie('a')}irm ${url} -WebSession $session;\n`;
    const second = `${session}${cookie('b')}irm https://b.example/ -WebSession $session\n`;
    expect(headersIn(first + second)).toEqual([
      [
        ['User-Agent', 'Mozilla/5.0'],
        ['Cookie', 'a=1'],
      ],
      [['Cookie', 'b=1']],
    ]);
  });

  test('concern only the commands that have them', () => {
    const made = '$session = [Microsoft.PowerShell.Commands.WebRequestSession]::new()\n';
    expect(
      headersIn(`${made}${cookie('a')}irm ${url}\n$other = $session\nirm ${url} -WebSession $other`),
    ).toEqual([[], [['Cookie', 'a=1']]]);
  });

  test('that a command makes are not known afterwards, and that is noted', () => {
    const text = `${session}${cookie('a')}irm ${url} -SessionVariable session\nirm ${url} -WebSession $session`;
    const [first, second] = readDrafts(text).drafts;
    expect(first!.notes).toEqual([]);
    expect(second!.request.headers).toEqual([]);
    expect(second!.notes.map(({ message }) => message)).toEqual([
      'The value of -WebSession is not known. It is left out.',
    ]);
  });

  test.each([
    [
      "$session.Headers.Add('A', 'b')",
      'The property Headers of the session is not supported and is left out.',
    ],
    ["$session.Headers['A'] = 'b'", 'The property Headers of the session is not supported and is left out.'],
    ["$session.Headers.A = 'b'", 'The property Headers of the session is not supported and is left out.'],
    ['$session.Cookies.SetCookies($u, $c)', 'The value of a cookie is not known. It is left out.'],
    ['$session.Cookies = $jar', 'The value of a cookie is not known. It is left out.'],
    ["$session.UserAgent += 'b'", 'The value of the User-Agent is not known. It is left out.'],
    ["if ($a) { $session.UserAgent = 'b' }", 'The value of the User-Agent is not known. It is left out.'],
    [`if ($a) { ${cookie('b')} }`, 'The value of a cookie is not known. It is left out.'],
  ])('have a note for what is not read of them: %s', (statement, message) => {
    const text = `${session}${statement}\nirm ${url} -WebSession $session`;
    expect(headersOf(text)).toEqual([]);
    expect(messagesOf(text)).toEqual([message]);
  });
});

describe('types', () => {
  const bodyOf = (expression: string) =>
    textOf(draftIn(`irm ${url} -Method Put -Body (@{a=${expression}} | ConvertTo-Json -Compress)`));

  test.each([
    ['[int]5', '{"a":5}'],
    ["[int]'5'", '{"a":5}'],
    ['[string]5', '{"a":"5"}'],
    ['[double]1.5', '{"a":1.5}'],
    ['[bool]$true', '{"a":true}'],
    ["[string[]]@('b', 5)", '{"a":["b","5"]}'],
    ['[bool]1', ''],
    ["[bool]'b'", ''],
    ['[double]5', ''],
    ['[int]1.5', ''],
    ['[int]$null', ''],
    ['[int]3000000000', ''],
    ['[int]$true', ''],
  ])('convert values, or make them unknown: %s', (expression, body) => {
    expect(bodyOf(expression)).toBe(body);
  });

  test('of variables convert what is assigned to them', () => {
    const text = `[int]$n = '5'\n[string]$s = 5\n$s = 6\nirm ${url} -Method Put -Body (@{n=$n; s=$s} | ConvertTo-Json -Compress)`;
    expect(textOf(draftIn(text))).toBe('{"n":5,"s":"6"}');
  });

  test('of contents with an offset leave the body out', () => {
    const text = `$b = [Text.Encoding]::UTF8.GetBytes('abc')
$m = [HttpRequestMessage]::new('PUT', '${url}')
$m.Content = [System.Net.Http.ByteArrayContent]::new($b, 0, 2)`;
    expect(textOf(draftIn(text))).toBe('');
    expect(messagesOf(text)).toEqual(['The value of the body is not known. It is left out.']);
  });
});

describe('messages of HttpClient', () => {
  const made = (name: string, path = 'x') =>
    `$${name} = [System.Net.Http.HttpRequestMessage]::new('PUT', 'https://a.example/${path}')\n`;

  test('have the headers that Add adds', () => {
    expect(headersOf(`${made('m')}$m.Headers.Add('A', 'b')\n$client.SendAsync($m)`)).toEqual([['A', 'b']]);
  });

  test.each([
    ["$m.Headers.Authorization = 'b'", 'The value of $m.Headers.Authorization is not known. It is left out.'],
    [
      '$m.Headers.Accept.ParseAdd("b")',
      'The value of $m.Headers.Accept.ParseAdd is not known. It is left out.',
    ],
    ['$m.Headers.Add("A-$b", "c")', 'The value of a header is not known. It is left out.'],
    ['$m.Version = $b', 'The value of the version of HTTP is not known. It is left out.'],
    [
      "[void]$client.DefaultRequestHeaders.TryAddWithoutValidation('A', 'b')",
      'The headers in DefaultRequestHeaders are not supported and are left out.',
    ],
    [
      "$client.DefaultRequestHeaders.Add('A', 'b')",
      'The headers in DefaultRequestHeaders are not supported and are left out.',
    ],
  ])('have a note for what is not read: %s', (statement, message) => {
    const text = `${made('m')}${statement}\n$client.SendAsync($m)`;
    expect(headersOf(text)).toEqual([]);
    expect(messagesOf(text)).toEqual([message]);
  });

  test('may have a scope in the names of their variables', () => {
    expect(headersOf(`${made('script:m')}$script:m.Headers.Add('A', 'b')\n$client.SendAsync($m)`)).toEqual([
      ['A', 'b'],
    ]);
  });

  test('may be made before others are sent', () => {
    const text = `${made('a', 'a')}${made('b', 'b')}$a.Headers.Add('A', 'a')\n$client.SendAsync($b)\n$client.SendAsync($a)`;
    expect(readDrafts(text).drafts.map(({ name, request }) => [name, request.headers.length])).toEqual([
      ['PUT /b', 0],
      ['PUT /a', 1],
    ]);
  });

  test('are read though their variable gets another before they are sent', () => {
    const names = readDrafts(made('a', 'a') + made('a', 'b')).drafts.map(({ name }) => name);
    expect(names).toEqual(['PUT /a', 'PUT /b']);
  });
});

describe('commands', () => {
  test.each([
    ['a function', 'function f { $a = 2 }'],
    ['a parameter', 'function f($a) { '],
    ['a parameter with a type', 'function f([string]$b, [string]$a = 2) { '],
    ['a parameter of a block', 'function f { param($b, [string]$a)'],
    ['a script block', '$f = { $a = 2 }'],
    ['a pipe', '1..3 | ForEach-Object { $a = 2 }'],
    ['a job', 'Start-Job -ScriptBlock { $a = 2 }'],
    ['a loop', 'for ($a = 0; $a -lt 3; $a++) { '],
    ['a try in a block', 'if ($b) { try { $a = 2 } finally { } }'],
  ])('do not know what %s sets', (_, statement) => {
    const text = `$a = 1\n${statement}\nirm ${url} -Method Post -Body $a`;
    expect(messagesOf(text)).toEqual(['The value of -Body is not known. It is left out.']);
  });

  test('know what try and finally set', () => {
    const text = `try { $a = 1 } catch { } finally { $b = 2 }\nirm ${url} -Method Post -Body "$a$b"`;
    expect(textOf(draftIn(text))).toBe('12');
  });

  test('have values behind colons up to white space, with their variables', () => {
    const draft = draftIn(`$b = 'c'\nirm -Uri:https://a.example/?a=b -UserAgent:"$b" -ContentType:a/$d`);
    expect(draft.request.target).toBe('/?a=b');
    expect(draft.request.headers).toEqual([
      ['User-Agent', 'c'],
      ['Content-Type', 'a/$d'],
    ]);
    expect(draft.notes.map(({ message }) => message)).toEqual([
      'The value of $d is not known. It is kept as it is written.',
    ]);
  });

  test('send the fields of a form', () => {
    const text = `$f = @{a='b"'; c=1,2; d=Get-Item e.txt}\nirm ${url} -Method Post -Form $f`;
    const boundary = '----WirebinFormBoundary0000001';
    const field = (name: string, value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${value}\r\n`;
    expect(textOf(draftIn(text))).toBe(
      `${field('a', 'b"')}${field('c', '1')}${field('c', '2')}--${boundary}--\r\n`,
    );
    expect(headersOf(text)).toEqual([['Content-Type', `multipart/form-data; boundary=${boundary}`]]);
    expect(messagesOf(text)).toEqual(['The value of the field "d" is not known. It is left out.']);
    expect(messagesOf(`irm ${url} -Form $unknown`)).toEqual([
      'The value of -Form is not known. It is left out.',
    ]);
  });

  test.each([
    '-FollowRelLink',
    '-AllowInsecureRedirect',
    '-Resume',
    '-ProxyUseDefaultCredentials',
    '-Debug',
    '-UseBasic',
    '-Proxy http://proxy.example',
  ])('have no value after a switch, and no note for one: %s', (parameter) => {
    const draft = draftIn(`irm ${parameter} ${url}`);
    expect(draft).toMatchObject({ destination: 'https://a.example', request: { target: '/x' }, notes: [] });
  });

  test('may skip the certificate with a shortened switch', () => {
    expect(draftIn(`irm -SkipCert ${url}`).options).toEqual({ verifyCertificate: false });
  });

  test.each([
    ['irm "a', 'Line 1, column 5: The quote " is not closed.'],
    ["irm 'a", "Line 1, column 5: The quote ' is not closed."],
    ["irm @'\na", "Line 1, column 5: The here-string @' is not closed."],
  ])('fail at quotes that are not closed: %j', (text, detail) => {
    expect(() => readDrafts(text)).toThrow(expect.objectContaining({ detail }));
  });

  test('may stand in a block on one line', () => {
    expect(draftIn(`if ($x) { irm ${url} }`).name).toBe('GET /x');
  });

  test('have a body that is put together line by line', () => {
    const line = 'x'.repeat(100);
    const text = `$b = ''\n${`$b += '${line}'\n`.repeat(2000)}irm ${url} -Method Put -Body $b`;
    expect(textOf(draftIn(text))).toBe(line.repeat(2000));
  });

  test.each([
    'PS> ',
    'PS C:\\Users\\me> ',
    'PS C:\\Program Files (x86)>',
    `PS C:\\${'folder'.repeat(30)}> `,
    '> ',
  ])('may have prompts: %j', (prompt) => {
    const text = `${prompt}$h = @{A='b'}\n${prompt}Invoke-RestMethod ${url} -Headers $h\n# $h = 1\n${prompt}irm ${url}`;
    const { drafts, notes } = readDrafts(text);
    expect(drafts.map(({ request }) => request.headers)).toEqual([[['A', 'b']], []]);
    expect(drafts.flatMap((draft) => draft.notes)).toEqual([]);
    expect(notes).toEqual([]);
    expect(() => readDrafts(`${prompt}irm "a`)).toThrow(`Line 1, column ${prompt.length + 5}`);
  });

  test('write JSON in several lines if -Compress is off', () => {
    const text = `irm ${url} -Method Put -Body (@{a=1} | ConvertTo-Json -Compress:$false -Depth:3)`;
    expect(textOf(draftIn(text))).toBe('{\n  "a": 1\n}');
  });

  test('send no header lines that are $null', () => {
    const text = `irm ${url} -Method Put -Headers @{A=$null; B=''} -ContentType $null -UserAgent $null -Body a`;
    expect(headersOf(text)).toEqual([['B', '']]);
    expect(messagesOf(text)).toEqual([]);
  });

  test('fill variables into the names of headers', () => {
    const text = (name: string) => `$x = 'X'\n$h = @{}\n$h."${name}" = 'e'\nirm ${url} -Headers $h`;
    expect(headersOf(text('$x-A'))).toEqual([['X-A', 'e']]);
    expect(messagesOf(text('$y-A'))).toEqual(['The value of -Headers is not known. It is left out.']);
  });

  test.each([
    ['a list of commands', `irm ${url} && irm ${url}/b`],
    ['a table', `$r = @{ a = irm ${url}; b = irm ${url}/b }`],
    ['brackets', `$r = (irm ${url}).a + (irm ${url}/b).a`],
    ['arguments', `irm ${url} -TimeoutSec (irm ${url}/b)`],
    ['a pipe', `irm ${url} | irm ${url}/b`],
  ])('are read one by one in %s', (_, text) => {
    expect(readDrafts(text).drafts.map(({ name }) => name)).toEqual(['GET /x', 'GET /x/b']);
  });

  test('in blocks are read one by one', () => {
    const text = `$h = @{a='b'}\ntry { $r = irm ${url} -Headers $h } catch { irm ${url}/failed -Method Post }`;
    expect(readDrafts(text).drafts.map(({ name }) => name)).toEqual(['GET /x', 'POST /x/failed']);
  });

  test('do not know what a block set that may not have run', () => {
    const text = `$h = @{a='b'}\n$b = 'a'; $c = 'c'\nif ($d) { $h.E = 'f'; $b = 'g' } else { try { $x = 1 } finally {} }
try { $c += 'd' } catch { }\nirm ${url} -Headers $h -Body $b -ContentType $c -Method Post`;
    expect(headersOf(text)).toEqual([
      ['a', 'b'],
      ['Content-Type', 'cd'],
    ]);
    expect(messagesOf(text)).toEqual([
      'The value of the header "E" is not known. It is left out.',
      'The value of -Body is not known. It is left out.',
    ]);
  });

  test('of HttpClient are read with variables, and what is not known is noted', () => {
    const text = `$url = '${url}'\n$body = [Text.Encoding]::UTF8.GetBytes("a$b")
$m = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::Put, $url)
[void]$m.Headers.TryAddWithoutValidation('A', 'b')
[void]$m.Headers.TryAddWithoutValidation('C', $c)
$m.Content = [System.Net.Http.ByteArrayContent]::new($body)
$client.SendAsync($m)`;
    const draft = draftIn(text);
    expect(draft).toMatchObject({ destination: 'https://a.example', name: 'PUT /x' });
    expect(draft.request.headers).toEqual([['A', 'b']]);
    expect(textOf(draft)).toBe('a$b');
    expect(draft.notes.map(({ message }) => message)).toEqual([
      'The value of the header "C" is not known. It is left out.',
      'The value of $b is not known. It is kept as it is written.',
    ]);
  });

  test('keep a parameter that follows an unknown one, and values behind colons', () => {
    const draft = draftIn(`irm ${url} -Frob -Method:Put -SkipCertificateCheck:$false -ContentType:'a/b'`);
    expect(draft.request).toMatchObject({ method: 'PUT', headers: [['Content-Type', 'a/b']] });
    expect(draft.options).toEqual({});
    expect(draft.notes).toEqual([
      { code: 'option-ignored', message: 'The parameter -Frob is not supported and is left out.' },
    ]);
  });

  test('may stand between comments', () => {
    const text = `<# It's\na #>\n# don't\n$h = @{ # it's\n  A = '1' # it's\n}\nirm ${url} <#'#> -Headers $h`;
    expect(headersOf(text)).toEqual([['A', '1']]);
  });

  test('end at a pipe', () => {
    expect(draftIn(`irm ${url} -Method Post -Body "a" | ConvertTo-Json`).request.body).toHaveLength(1);
  });
});

test.each([
  ['a text', `$a = '${'x'.repeat(100_000)}'\n`, `irm ${url} -Body $a\n`],
  ['a text in a text', `$a = '${'x'.repeat(100_000)}'\n`, `irm ${url} -Body "$a"\n`],
  ['bytes', `$a = [Text.Encoding]::UTF8.GetBytes('${'x'.repeat(100_000)}')\n`, `irm ${url} -Body $a\n`],
  ['a form', `$a = @{${'x'.repeat(900)}='${'x'.repeat(100_000)}'}\n`, `irm ${url} -Body $a\n`],
  ['itself', `$a = 'xxxxxxxx'\n`, '$a = $a + $a\n'],
  ['itself in a table', `$a = 'xxxxxxxx'\n`, '$a = @($a, $a)\n'],
  [
    'cookies',
    `$s.Cookies.Add([Net.Cookie]::new('a', '${'x'.repeat(100_000)}'))\n`,
    `irm ${url} -WebSession $s\n`,
  ],
  ['a User-Agent', `$s.UserAgent = '${'x'.repeat(100_000)}'\n`, `irm ${url} -WebSession $s\n`],
])('variables that make a long text of a short one are a failure: %s', (_, start, use) => {
  expect(() => readDrafts(`${start}${use.repeat(500)}irm ${url} -Body $a`)).toThrow(
    expect.objectContaining({ code: 'draft-too-long' }),
  );
});
