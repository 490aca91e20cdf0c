// biome-ignore-all lint/suspicious/noTemplateCurlyInString: text of shells is what this is about
import { describe, expect, test } from 'vitest';
import { readDrafts } from '#lib/drafts/index.ts';
import { draftIn, notesOf, textOf } from './reading.ts';

describe('curl commands as documentation has them', () => {
  test('Stripe: a form with a user name', () => {
    const draft = draftIn(`curl https://api.stripe.com/v1/charges \\
  -u "sk_test_4eC39HqLyjWDarjtT1zdp7dc:" \\
  -d amount=2000 \\
  -d currency=usd \\
  -d "metadata[order_id]"=6735`);
    expect(draft.destination).toBe('https://api.stripe.com');
    expect(draft.name).toBe('POST /v1/charges');
    expect(draft.request).toMatchObject({ method: 'POST', target: '/v1/charges', httpVersion: '1.1' });
    expect(draft.request.headers).toEqual([
      ['Authorization', `Basic ${btoa('sk_test_4eC39HqLyjWDarjtT1zdp7dc:')}`],
      ['User-Agent', 'curl/8.17.0'],
      ['Accept', '*/*'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ]);
    expect(textOf(draft)).toBe('amount=2000&currency=usd&metadata[order_id]=6735');
    expect(draft.notes).toEqual([]);
  });

  test('GitHub: redirects followed, a placeholder in a header and JSON', () => {
    const draft = draftIn(`curl -L \\
  -X POST \\
  -H "Accept: application/vnd.github+json" \\
  -H "Authorization: Bearer <YOUR-TOKEN>" \\
  -H "X-GitHub-Api-Version: 2022-11-28" \\
  https://api.github.com/repos/OWNER/REPO/issues \\
  -d '{"title":"Found a bug","labels":["bug"]}'`);
    expect(draft.options).toEqual({ followRedirects: true });
    expect(draft.request.headers).toEqual([
      ['User-Agent', 'curl/8.17.0'],
      ['Accept', 'application/vnd.github+json'],
      ['Authorization', 'Bearer <YOUR-TOKEN>'],
      ['X-GitHub-Api-Version', '2022-11-28'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ]);
    expect(textOf(draft)).toBe('{"title":"Found a bug","labels":["bug"]}');
  });

  test('a prompt, a variable that is not known, and a pipe into jq', () => {
    const draft = draftIn('$ curl -s -H "Authorization: Bearer $TOKEN" api.example/me | jq .name');
    expect(draft.destination).toBe('http://api.example');
    expect(draft.request.headers).toContainEqual(['Authorization', 'Bearer $TOKEN']);
    expect(notesOf(draft)).toEqual(['variable-unknown']);
  });

  test('data in a here-document', () => {
    const draft = draftIn(`curl -X PUT https://a.example/x --json @- <<'EOF'
{"a": "it's $HOME"}
EOF
`);
    expect(textOf(draft)).toBe('{"a": "it\'s $HOME"}\n');
    expect(draft.request.headers.slice(1)).toEqual([
      ['Accept', 'application/json'],
      ['Content-Type', 'application/json'],
    ]);
    expect(draft.notes).toEqual([]);
  });
});

describe('curl commands as DevTools copy them', () => {
  test('Chrome, for bash', () => {
    const draft = draftIn(`curl 'https://shop.example/api/cart?items\\[\\]=1' \\
  -H 'accept: application/json, text/plain, */*' \\
  -H 'accept-language: de-DE,de;q=0.9' \\
  -b 'session=abc; theme=dark' \\
  -H 'content-type: application/json;charset=UTF-8' \\
  -H 'sec-ch-ua: "Chromium";v="130"' \\
  -H 'user-agent: Mozilla/5.0' \\
  --data-raw $'{"text":"it\\'s \\u0021 caf\\u00e9"}' \\
  --compressed \\
  --insecure`);
    expect(draft.request.target).toBe('/api/cart?items[]=1');
    expect(draft.request.headers).toEqual([
      ['Accept-Encoding', 'deflate, gzip, br, zstd'],
      ['Cookie', 'session=abc; theme=dark'],
      ['accept', 'application/json, text/plain, */*'],
      ['accept-language', 'de-DE,de;q=0.9'],
      ['content-type', 'application/json;charset=UTF-8'],
      ['sec-ch-ua', '"Chromium";v="130"'],
      ['user-agent', 'Mozilla/5.0'],
    ]);
    expect(textOf(draft)).toBe('{"text":"it\'s ! café"}');
    expect(draft.options).toEqual({ verifyCertificate: false });
    expect(draft.notes).toEqual([]);
  });

  test('Chrome, for cmd.exe', () => {
    const draft = draftIn(
      [
        'curl ^"https://shop.example/api?a=1^&b=^%^20^" ^',
        '  -X ^"PUT^" ^',
        '  -H ^"accept: */*^" ^',
        '  -H ^"x-quote: say ^\\^"hi^\\^" 100^%^" ^',
        '  --data-raw ^"^{^\\^"a^\\^":^\\^"C:^\\^\\x^\\^"^}^"',
      ].join('\r\n'),
    );
    expect(draft.request).toMatchObject({ method: 'PUT', target: '/api?a=1&b=%20' });
    expect(draft.request.headers).toContainEqual(['x-quote', 'say "hi" 100%']);
    expect(textOf(draft)).toBe('{"a":"C:\\\\x"}');
  });

  test('Firefox, for bash', () => {
    const draft = draftIn(
      `curl 'https://shop.example/' --compressed -X POST -H 'User-Agent: Mozilla/5.0' -H 'Accept-Encoding: gzip, deflate, br, zstd' -H 'Connection: keep-alive' --data-raw 'a=1&b=it'\\''s'`,
    );
    expect(draft.request.headers).toEqual([
      ['Accept', '*/*'],
      ['User-Agent', 'Mozilla/5.0'],
      ['Accept-Encoding', 'gzip, deflate, br, zstd'],
      ['Connection', 'keep-alive'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ]);
    expect(textOf(draft)).toBe("a=1&b=it's");
  });

  test('in PowerShell, with backticks at the ends of lines', () => {
    const draft = draftIn(
      'curl.exe "https://a.example/x" `\n  -H \'X-A: 1\' `\n  -d "say `"hi`"" `\n  https://b.example/',
    );
    expect(draft.request.headers).toContainEqual(['X-A', '1']);
    expect(textOf(draft)).toBe('say "hi"');
  });

  test('in PowerShell have notes for their variables', () => {
    const draft = draftIn('curl.exe https://a.example/$id `\n  -H "X-A: $($a.b)" -H \'X-B: $c\'');
    expect(draft.notes.map(({ message }) => message)).toEqual([
      'The value of $id is not known. It is kept as it is written.',
      'The value of $($a.b) is not known. It is kept as it is written.',
    ]);
  });

  test('that accept responses of HTTP/0.9 are sent as they are', () => {
    expect(draftIn('curl --http0.9 https://a.example').notes).toEqual([]);
  });
});

describe('options of curl', () => {
  test.each([
    ['curl a.example -G -d q=1 --data-urlencode "x=a b&c"', 'GET', '/?q=1&x=a+b%26c', ''],
    ['curl "a.example/?z=1#f" -G -d q=1', 'GET', '/?z=1&q=1', ''],
    ['curl -I a.example', 'HEAD', '/', ''],
    ['curl -sSLXDELETE a.example/x', 'DELETE', '/x', ''],
    ['curl a.example -d a -d b --data-raw @c', 'POST', '/', 'a&b&@c'],
    ['curl a.example --json {} --json []', 'POST', '/', '{}[]'],
    ['curl a.example --data-urlencode =é --data-urlencode "a b"', 'POST', '/', '%C3%A9&a+b'],
    ['curl a.example --data-urlencode user@example.com=1@2', 'POST', '/', 'user@example.com=1%402'],
    ['curl a.example --url-query u@b=1', 'GET', '/?u@b=1', ''],
    ['curl a.example/b/../c/./d?x=/../', 'GET', '/c/d?x=/../', ''],
    ['curl --path-as-is a.example/b/../c', 'GET', '/b/../c', ''],
    ['curl --url a.example --request-target "*" -X OPTIONS', 'OPTIONS', '*', ''],
    ['curl --url-query a=1 --url-query +b a.example/?c', 'GET', '/?c&a=1&b', ''],
    ['curl "a.example/ü x"', 'GET', '/%C3%BC%20x', ''],
    ['curl --compressed --max-time=3 --insec a.example', 'GET', '/', ''],
  ])('%s', (command, method, target, body) => {
    const draft = draftIn(command);
    expect([draft.request.method, draft.request.target, textOf(draft)]).toEqual([method, target, body]);
    expect(draft.notes).toEqual([]);
  });

  test.each([
    ['-A x', ['User-Agent', 'x']],
    ['-e http://r.example/;auto', ['Referer', 'http://r.example/;auto'.split(';')[0]!]],
    ['-b a=1 -b c=2', ['Cookie', 'a=1; c=2']],
    ['-r 0-9', ['Range', 'bytes=0-9']],
    ['--oauth2-bearer t', ['Authorization', 'Bearer t']],
    ["-d ''", ['Content-Length', '0']],
  ])('%s adds a header', (options, header) => {
    expect(draftIn(`curl a.example ${options.replace(';', '\\;')}`).request.headers).toContainEqual(header);
  });

  test('a user in the URL becomes an Authorization header', () => {
    const draft = draftIn('curl https://ann:p%40ss@a.example/');
    expect(draft.destination).toBe('https://a.example');
    expect(draft.request.headers).toContainEqual(['Authorization', `Basic ${btoa('ann:p@ss')}`]);
  });

  test.each(['--digest', '--ntlm', '--negotiate', '--anyauth', '--aws-sigv4 aws:amz:eu-west-1:s3'])(
    '%s does not send the password as Basic',
    (option) => {
      const draft = draftIn(`curl ${option} -u AK:SECRET https://BK:OTHER@a.example`);
      expect(draft.request.headers.map(([name]) => name)).toEqual(['User-Agent', 'Accept']);
      expect(notesOf(draft)).toEqual(['auth-unsupported']);
    },
  );

  test('--netrc is no reason to leave out the password of -u', () => {
    const draft = draftIn('curl -n -u ann:secret a.example');
    expect(draft.request.headers[0]).toEqual(['Authorization', `Basic ${btoa('ann:secret')}`]);
    expect(notesOf(draft)).toEqual(['auth-unsupported']);
  });

  test('a header without a value removes the one that curl would add', () => {
    expect(draftIn("curl a.example -H 'Accept:' -A '' -H 'X-Empty;'").request.headers).toEqual([
      ['X-Empty', ''],
    ]);
  });

  test('a Host of its own is kept, and is sent instead of that of the destination', () => {
    const draft = draftIn("curl https://127.0.0.1:8443 -k -H 'Host: a.example'");
    expect(draft.destination).toBe('https://127.0.0.1:8443');
    expect(draft.request.headers[0]).toEqual(['Host', 'a.example']);
    expect(draft.options).toEqual({ host: 'original', verifyCertificate: false });
  });

  test.each([
    ['multipart/form-data', 'multipart/form-data; boundary=----WirebinFormBoundary0000001'],
    ['multipart/mixed; a=b', 'multipart/mixed; a=b; boundary=----WirebinFormBoundary0000001'],
    ['multipart/form-data; boundary=x', 'multipart/form-data; boundary=x'],
  ])('a form of the given type %s is sent as %s', (given, sent) => {
    const draft = draftIn(`curl a.example -H 'content-type: ${given}' -H 'X-A: 1' -F model=x`);
    expect(draft.request.headers.slice(2)).toEqual([
      ['X-A', '1'],
      ['Content-Type', sent],
    ]);
    const boundary = sent.replace(/^.*=/, '');
    expect(textOf(draft).startsWith(`--${boundary}\r\n`)).toBe(true);
    expect(textOf(draft).endsWith(`\r\n--${boundary}--\r\n`)).toBe(true);
  });

  test('a form has no type if its header was removed', () => {
    const draft = draftIn("curl a.example -H 'Content-Type:' -F model=x");
    expect(draft.request.headers.map(([name]) => name)).toEqual(['User-Agent', 'Accept']);
  });

  test('a form is written as multipart/form-data with a boundary that does not occur in it', () => {
    const draft = draftIn(
      `curl a.example -F 'note=----WirebinFormBoundary0000001;type=text/plain' -F 'f=@dir/a.png;filename=b.png'`,
    );
    const boundary = '----WirebinFormBoundary0000002';
    expect(draft.request.headers).toContainEqual([
      'Content-Type',
      `multipart/form-data; boundary=${boundary}`,
    ]);
    expect(textOf(draft)).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="note"\r\nContent-Type: text/plain\r\n\r\n----WirebinFormBoundary0000001\r\n` +
        `--${boundary}\r\nContent-Disposition: form-data; name="f"; filename="b.png"\r\nContent-Type: image/png\r\n\r\n\r\n--${boundary}--\r\n`,
    );
    expect(draft.notes.map(({ message }) => message)).toEqual([
      'The command reads the field "f" from the file "dir/a.png". Add its content.',
    ]);
  });

  test('the boundary that Content-Type gives is used', () => {
    const draft = draftIn("curl a.example -H 'Content-Type: multipart/form-data; boundary=xyz' -F a=1");
    expect(textOf(draft)).toMatch(/^--xyz\r\n[\s\S]*--xyz--\r\n$/);
  });

  test('files that the text does not contain are named', () => {
    const draft = draftIn('curl a.example --data-binary @body.json -H @headers.txt -b jar');
    expect(notesOf(draft)).toEqual(['file-needed', 'file-needed', 'file-needed']);
    expect(draft.notes[0]!.message).toBe(
      'The command reads the body from the file "body.json". Add its content.',
    );
    expect(draft.request.method).toBe('POST');
  });

  test('an upload is a PUT', () => {
    const draft = draftIn('curl -T report.pdf https://a.example/up/');
    expect(draft.request.method).toBe('PUT');
    expect(notesOf(draft)).toEqual(['file-needed']);
  });

  test('options without a counterpart are named, those that only concern the output are not', () => {
    const draft = draftIn(
      'curl -vsS -o out -w "%{http_code}" --retry 3 --http2 --digest -x proxy:3128 --frobnicate https://a.example',
    );
    expect(notesOf(draft)).toEqual(['option-ignored', 'option-unknown', 'auth-unsupported', 'http-version']);
  });

  test('a time-out is taken over', () => {
    expect(draftIn('curl -m 2.5 a.example').options).toEqual({ timeoutMs: 2500 });
  });

  test('brackets in a URL that curl would expand are noted', () => {
    expect(notesOf(draftIn('curl "a.example/[1-3]"'))).toEqual(['url-pattern']);
    expect(notesOf(draftIn('curl -g "a.example/[1-3]"'))).toEqual([]);
    expect(notesOf(draftIn('curl "http://[::1]:80/"'))).toEqual([]);
  });
});

describe('prompts', () => {
  test.each([
    '$ ',
    '% ',
    '# ',
    '> ',
    'PS> ',
    'C:\\Users\\me>',
    'C:\\Users\\me> ',
    'PS C:\\Program Files (x86)> ',
    'me@host:~/a.b$ ',
    '[root@host ~]# ',
  ])('%j before commands is no part of them', (prompt) => {
    const { drafts, notes } = readDrafts(
      `${prompt}curl.exe a.example -H "X: 1"\n${prompt}echo y | curl -d @- b.example\n`,
    );
    expect(drafts.map(textOf)).toEqual(['', 'y']);
    expect(drafts.map(({ destination }) => destination)).toEqual(['http://a.example', 'http://b.example']);
    expect(drafts.flatMap(notesOf)).toEqual([]);
    expect(notes).toEqual([]);
    const place = `Line 1, column ${prompt.length + 6}`;
    expect(() => readDrafts(`${prompt}curl "a`)).toThrow(place);
  });

  test('lines of a body that look like prompts stay as they are', () => {
    const body = '\n$ curl b.example\n# curl c.example\n';
    expect(textOf(draftIn(`curl a.example -d '${body}'`))).toBe(body);
  });

  test.each(['', '$ '])('a command in a comment is skipped, before others with prompt %j', (prompt) => {
    const old = '# curl old.example\n';
    const { drafts } = readDrafts(`${prompt}curl new.example\n${old}`);
    expect(drafts.map(({ destination }) => destination)).toEqual(['http://new.example']);
  });

  test('a command in a comment is skipped', () => {
    const { drafts } = readDrafts('# curl old.example\ncurl new.example\n');
    expect(drafts.map(({ destination }) => destination)).toEqual(['http://new.example']);
  });

  test('other commands are named with their prompts', () => {
    const { notes } = readDrafts('$ npm test\n$ curl a.example\n');
    expect(notes.map(({ message }) => message)).toEqual(['The command "$ npm test" is skipped.']);
  });
});

describe('files and standard input', () => {
  test('standard input is read once', () => {
    const draft = draftIn("curl a.example -d @- -d a -d @- <<< 'x'");
    expect(textOf(draft)).toBe('x&a&');
    expect(draft.notes).toEqual([]);
  });

  test('files that are read many times are a failure, before they need much memory', () => {
    const file = `>"%TEMP%\\a" echo ${'YQ=='.repeat(10_000).replaceAll('=', 'A')}\r\ncertutil -f -decode "%TEMP%\\a" "%TEMP%\\b" >nul\r\n`;
    const command = 'curl a.example -d @"%TEMP%\\b"\r\n';
    expect(readDrafts(`${file}${command.repeat(10)}`).drafts).toHaveLength(10);
    const options = ' -d @"%TEMP%\\b"'.repeat(200);
    expect(() => readDrafts(`${file}${`curl a.example${options}\r\n`.repeat(10)}`)).toThrow(
      expect.objectContaining({ code: 'draft-too-long' }),
    );
  });
});

describe('texts with several commands', () => {
  test('each URL is a draft, and --next begins anew', () => {
    const { drafts } = readDrafts('curl -d x a.example/1 a.example/2 --next b.example/3\ncurl c.example');
    expect(drafts.map(({ name }) => name)).toEqual(['POST /1', 'POST /2', 'GET /3', 'GET /']);
  });

  test('other commands are skipped, and named', () => {
    const { drafts, notes } = readDrafts('npm test\ncurl a.example/?a=1&b=2; rm -rf x');
    expect(drafts.map(({ name }) => name)).toEqual(['GET /?a=1']);
    expect(notes.map(({ message }) => message)).toEqual([
      'The command "npm test" is skipped.',
      'The command "b=2" is skipped.',
      'The command "rm -rf x" is skipped.',
    ]);
  });
});

describe('what is wrong is said with its place', () => {
  test.each([
    ["curl a.example \\\n  -H 'X: 1", "Line 2, column 6: The quote ' is not closed."],
    ['curl a.example -d "é\n', 'Line 1, column 19: The quote " is not closed.'],
    ["curl -d $'a", "Line 1, column 9: The quote $' is not closed."],
    ['curl a.example `date', 'Line 1, column 16: The backquote ` is not closed.'],
    ['curl -X POST', 'Line 1, column 1: This curl command has no URL.'],
  ])('%j', (text, detail) => {
    expect(() => readDrafts(text)).toThrow(expect.objectContaining({ code: 'draft-unreadable', detail }));
  });
});
