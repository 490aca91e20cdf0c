import { curl } from '#lib/copy-as/targets/curl.ts';
import { fetchTarget } from '#lib/copy-as/targets/fetch.ts';
import { go } from '#lib/copy-as/targets/go.ts';
import { httpMessage } from '#lib/copy-as/targets/http-message.ts';
import { httpie } from '#lib/copy-as/targets/httpie.ts';
import { java } from '#lib/copy-as/targets/java.ts';
import { node } from '#lib/copy-as/targets/node.ts';
import { php } from '#lib/copy-as/targets/php.ts';
import { pythonHttpClient } from '#lib/copy-as/targets/python-http-client.ts';
import { pythonRequests } from '#lib/copy-as/targets/python-requests.ts';
import { ruby } from '#lib/copy-as/targets/ruby.ts';
import { wget } from '#lib/copy-as/targets/wget.ts';
import {
  adds,
  agreedVersion,
  inOwnCase,
  joinedLines,
  namesInOtherCase,
  otherHost,
  otherOrder,
  saidCapitals,
  saidFirstHost,
  saidForbidden,
  saidFraming,
  saidHyphens,
  saidLeftOut,
  saidMethod,
  saidNoBody,
  saidTarget,
  saidTrailers,
  saidUserAgent,
  saidVersion,
} from './accepted.ts';
import { browserRuntime } from './browser-runtime.ts';
import { placesConnection } from './curl-lab.ts';
import type { Row } from './run-hostile-cases.ts';
import {
  goRuntime,
  inBash,
  javaRuntime,
  nodeRuntime,
  phpRuntime,
  pythonRuntime,
  rubyRuntime,
} from './runtimes.ts';
import { socketRuntime } from './socket-runtime.ts';

/**
 * Which copy formats are run by which program, and which differences are accepted. Test files run these rows, and
 * `docs/fidelity.md` lists them.
 */

const http2NeedsItsServer = 'it needs an HTTP/2 server; `test/copy-as/http2.test.ts` tests it';

export const shellRows: Row[] = [
  {
    target: curl,
    runtime: inBash('curl', 'bash and curl'),
    accepted: [],
    except: { 'an HTTP/2 request': http2NeedsItsServer },
    placesConnection,
  },
  {
    target: httpie,
    runtime: inBash('http', 'bash and HTTPie'),
    accepted: [
      saidLeftOut(
        /cannot express them: 1 header line\./,
        'header values that are not UTF-8, or have a backslash before `:`, `;`, `=` or `@`,',
        ([, value]) => /\xff|\\[:;=@]/.test(value),
      ),
      namesInOtherCase,
      otherOrder,
      adds('Accept-Encoding', 'User-Agent'),
      saidFraming(/adds Content-Length: 0/),
      saidMethod,
      saidTarget,
      saidTrailers,
      saidVersion,
    ],
  },
  {
    target: wget,
    runtime: inBash('wget', 'bash and Wget'),
    accepted: [
      joinedLines,
      otherOrder,
      adds('Accept', 'Accept-Encoding', 'Connection', 'Content-Type'),
      saidFraming(/sent with chunked encoding|adds Content-Length: 0/),
      saidTarget,
      saidTrailers,
      saidVersion,
    ],
  },
];

export const rawRows: Row[] = [
  {
    target: httpMessage,
    runtime: socketRuntime,
    accepted: [saidVersion],
    generated: 300,
    except: {
      'a truncated body': 'the copy stays truncated, so that it is not mistaken for the whole body',
    },
  },
];

export const codeRows: Row[] = [
  {
    target: pythonHttpClient,
    runtime: pythonRuntime('http.client'),
    accepted: [saidVersion],
    generated: 300,
  },
  {
    target: node,
    runtime: nodeRuntime,
    accepted: [
      adds('Connection'),
      saidLeftOut(/Omitted: Expect/, 'Expect lines beside header bytes outside ASCII', ([name]) =>
        /^expect$/i.test(name),
      ),
      saidFraming(/Content-Length: 0 is added/),
      saidVersion,
    ],
    generated: 100,
  },
  {
    target: php,
    runtime: phpRuntime,
    accepted: [
      adds('Connection', 'Content-Type', 'Host'),
      saidFraming(/sent with chunked encoding/),
      saidTarget,
      saidTrailers,
      saidVersion,
    ],
    generated: 100,
  },
  {
    target: pythonRequests,
    generated: 60,
    runtime: pythonRuntime('requests'),
    accepted: [joinedLines, saidFraming(/adds Content-Length: 0/), saidTarget, saidTrailers, saidVersion],
  },
  {
    target: go,
    generated: 100,
    runtime: goRuntime,
    accepted: [
      inOwnCase('Host', 'Transfer-Encoding'),
      otherOrder,
      adds('Host'),
      saidFirstHost,
      saidLeftOut(
        /Omitted: the Trailer header/,
        'Trailer lines',
        ([name]) => name.toLowerCase() === 'trailer',
      ),
      saidLeftOut(
        /Omitted: the empty User-Agent/,
        'User-Agent lines without a value',
        ([name, value]) => name === 'User-Agent' && value === '',
      ),
      saidFraming(/adds Content-Length: 0|The body is empty/),
      saidTarget,
      saidTrailers,
      saidVersion,
    ],
  },
  {
    target: java,
    generated: 60,
    runtime: javaRuntime,
    accepted: [
      saidLeftOut(/Java sends only ASCII/, 'header lines with bytes outside ASCII', ([, value]) =>
        /[^\0-\x7f]/.test(value),
      ),
      saidLeftOut(/Java omits Proxy-Connection/, 'Proxy-Connection lines', ([name]) =>
        /^proxy-connection$/i.test(name),
      ),
      joinedLines,
      namesInOtherCase,
      otherOrder,
      adds('Connection', 'Host', 'User-Agent'),
      saidFraming(/sent with chunked encoding|may add Content-Length: 0|The body is empty/),
      saidTarget,
      saidTrailers,
      saidVersion,
    ],
  },
  {
    target: ruby,
    generated: 60,
    runtime: rubyRuntime,
    accepted: [
      joinedLines,
      namesInOtherCase,
      saidHyphens,
      adds('Content-Type'),
      saidTarget,
      saidTrailers,
      saidVersion,
    ],
  },
];

export const browserRows: Row[] = [
  {
    target: fetchTarget,
    runtime: browserRuntime,
    generated: 100,
    refused: { said: /fetch will throw/, why: 'a page may not use CONNECT, TRACE or TRACK' },
    accepted: [
      saidForbidden,
      saidNoBody,
      saidUserAgent,
      saidCapitals,
      joinedLines,
      namesInOtherCase,
      otherOrder,
      adds(
        ...[
          'Accept',
          'Accept-Encoding',
          'Accept-Language',
          'Cache-Control',
          'Host',
          'Connection',
          'Origin',
          'User-Agent',
        ],
        ...['Sec-Ch-Ua', 'Sec-Ch-Ua-Mobile', 'Sec-Ch-Ua-Platform'],
        ...['Sec-Fetch-Dest', 'Sec-Fetch-Mode', 'Sec-Fetch-Site'],
      ),
      otherHost,
      saidFraming(/Transfer-Encoding|adds Content-Length: 0|The body is empty/),
      saidTarget,
      saidTrailers,
      saidVersion,
      agreedVersion,
    ],
  },
  {
    // Node's fetch has the same lists and the same URLs as a browser's.
    target: fetchTarget,
    runtime: nodeRuntime,
    accepted: [
      joinedLines,
      namesInOtherCase,
      otherOrder,
      saidForbidden,
      adds('Accept', 'Accept-Encoding', 'Accept-Language', 'Connection', 'Sec-Fetch-Mode', 'User-Agent'),
      otherHost,
      saidFraming(/Transfer-Encoding|adds Content-Length: 0|The body is empty/),
      saidTarget,
      saidTrailers,
      saidVersion,
      agreedVersion,
    ],
  },
];

export const rows: Row[] = [...shellRows, ...rawRows, ...codeRows, ...browserRows];
