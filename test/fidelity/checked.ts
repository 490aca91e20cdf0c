// biome-ignore-all lint/suspicious/noTemplateCurlyInString: titles as they stand in the tests
/** A test that exists: its file, and the beginning of its title as it stands there. */
export type Proof = { readonly file: string; readonly test: string };

/** How copies are proved beside, or instead of, being run with every hostile case: what is done, and by which test. */
export const checked: Readonly<Record<string, readonly ({ readonly how: string } & Proof)[]>> = {
  curl: [
    {
      how: '1,000 generated requests, copied, run in bash, recorded and compared: no difference accepted.',
      file: 'test/copy-as/curl-thousand.test.ts',
      test: 'survive copy as curl: ${runs} of them, seed ${seed}',
    },
    {
      how: 'The same end to end: sent, captured, copied, run, captured again and compared.',
      file: 'test/wire/round-trip.test.ts',
      test: '${count} generated requests survive capture → curl → capture (seed ${seed})',
    },
    {
      how: 'Hostile texts in body, header and target, given to bash as an argument, as a script and as somebody types.',
      file: 'test/copy-as/curl-hostile.test.ts',
      test: 'is data in body, header and target, as %s',
    },
    {
      how: 'A capture of HTTP/2, copied, run and captured again over TLS.',
      file: 'test/copy-as/http2.test.ts',
      test: 'arrives as it did: %s',
    },
  ],
  'curl-cmd': [
    {
      how: 'cmd.exe runs on Windows alone: a model of it, of certutil and of the rules by which C programs split arguments reads every hostile case and 60 generated requests, and the curl of this machine runs what comes out. No difference accepted.',
      file: 'test/copy-as/curl-cmd.test.ts',
      test: 'sends $name',
    },
  ],
  powershell: [
    {
      how: 'Not run: PowerShell is no part of Debian. Its copies of every hostile case and 200 generated requests are taken apart by the rules of its strings: what was sent is in them, whole, and nowhere else.',
      file: 'test/copy-as/unrun-targets.test.ts',
      test: 'has what was sent in literals alone: $name',
    },
  ],
  csharp: [
    {
      how: 'Not run: .NET is no part of Debian. Its copies of every hostile case and 200 generated requests are taken apart by the rules of its literals: what was sent is in them, whole, and nowhere else.',
      file: 'test/copy-as/unrun-targets.test.ts',
      test: 'has what was sent in literals alone: $name',
    },
  ],
  rust: [
    {
      how: 'Not run: reqwest is a package from a registry. Its copies of every hostile case and 200 generated requests are taken apart by the rules of its literals: what was sent is in them, whole, and nowhere else.',
      file: 'test/copy-as/unrun-targets.test.ts',
      test: 'has what was sent in literals alone: $name',
    },
  ],
  'http-file': [
    {
      how: 'Editors run it: the copies of every hostile case and 200 generated requests are parsed as editors do, variables first, and compared with what was sent.',
      file: 'test/copy-as/http-file.test.ts',
      test: 'hold $name as data',
    },
  ],
  har: [
    {
      how: 'Not run: read back from its JSON, with what is not text.',
      file: 'test/copy-as/platform.test.ts',
      test: 'keeps bytes that are not text in fields of its own',
    },
  ],
  postman: [
    {
      how: 'Not run: Postman is a program with a window. What a collection cannot hold is said in it.',
      file: 'test/copy-as/platform.test.ts',
      test: 'asks for a file where the body is not text',
    },
  ],
  'lambda-v2': event(),
  'lambda-v1': event(),
  alb: event(),
  'alb-multi-value': event(),
  'azure-handler': [
    {
      how: 'A document, not a program: compared with what the platform documents.',
      file: 'test/copy-as/platform.test.ts',
      test: 'for a custom handler, octet streams and multipart',
    },
  ],
  'azure-request': localCurl(),
  'google-function': localCurl(),
  markdown: [
    {
      how: 'For people: what a sender wrote closes no fence and hides nothing.',
      file: 'test/copy-as/platform.test.ts',
      test: 'closes no fence early',
    },
  ],
};

function event() {
  return [
    {
      how: 'A document, not a program: compared with what the platform documents.',
      file: 'test/copy-as/platform.test.ts',
      test: 'has in each event what the platform puts there',
    },
  ];
}

function localCurl() {
  return [
    {
      how: 'A curl command, written by the same code as the form of that name.',
      file: 'test/copy-as/golden.test.ts',
      test: 'writes %s',
    },
  ];
}
