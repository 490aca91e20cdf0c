import { fetchTarget } from '#lib/copy-as/fetch.ts';
import { go } from '#lib/copy-as/go.ts';
import { java } from '#lib/copy-as/java.ts';
import { node } from '#lib/copy-as/node.ts';
import { php } from '#lib/copy-as/php.ts';
import { pythonHttpClient } from '#lib/copy-as/python-http-client.ts';
import { pythonRequests } from '#lib/copy-as/python-requests.ts';
import { ruby } from '#lib/copy-as/ruby.ts';
import {
  adds,
  joinedLines,
  namesInOtherCase,
  otherHost,
  otherOrder,
  saidFraming,
  saidHyphens,
  saidLeftOut,
  saidTarget,
  saidVersion,
} from './accepted.ts';
import { runHostileCases } from './run-hostile-cases.ts';
import { goRuntime, javaRuntime, nodeRuntime, phpRuntime, pythonRuntime, rubyRuntime } from './runtimes.ts';

runHostileCases([
  { target: pythonHttpClient, runtime: pythonRuntime('http.client'), accepted: [], generated: 300 },
  {
    target: node,
    runtime: nodeRuntime,
    accepted: [
      adds('Connection'),
      saidLeftOut(/Left out: Expect/, ([name]) => /^expect$/i.test(name)),
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
      saidFraming(/The body came in chunks/),
      saidTarget,
    ],
    generated: 100,
  },
  {
    // Node's fetch has the same lists and the same URLs; what only a browser refuses is in code-targets-browser.test.ts.
    target: fetchTarget,
    runtime: nodeRuntime,
    accepted: [
      joinedLines,
      namesInOtherCase,
      otherOrder,
      saidLeftOut(/may not set them: .*\b(?:Cookie|Trailer|Connection)\b/, ([name]) =>
        /^(?:accept-encoding|connection|cookie|trailer)$/i.test(name),
      ),
      adds('Accept', 'Accept-Encoding', 'Accept-Language', 'Connection', 'Sec-Fetch-Mode', 'User-Agent'),
      otherHost,
      saidFraming(/Transfer-Encoding|adds Content-Length: 0/),
      saidTarget,
      saidVersion,
    ],
  },
  {
    target: pythonRequests,
    generated: 60,
    runtime: pythonRuntime('requests'),
    accepted: [joinedLines, saidFraming(/adds Content-Length: 0/), saidTarget, saidVersion],
  },
  {
    target: go,
    runtime: goRuntime,
    accepted: [
      otherOrder,
      saidLeftOut(/Left out: the Trailer line/, ([name]) => name === 'Trailer'),
      saidFraming(/adds Content-Length: 0/),
      saidTarget,
      saidVersion,
    ],
  },
  {
    target: java,
    runtime: javaRuntime,
    accepted: [
      joinedLines,
      namesInOtherCase,
      otherOrder,
      adds('Connection', 'User-Agent'),
      saidLeftOut(/Java sends ASCII alone/, ([, value]) => /[^\0-\x7f]/.test(value)),
      saidFraming(/The body came in chunks|may add Content-Length: 0/),
      saidTarget,
      saidVersion,
    ],
  },
  {
    target: ruby,
    generated: 60,
    runtime: rubyRuntime,
    accepted: [joinedLines, namesInOtherCase, saidHyphens, adds('Content-Type'), saidTarget, saidVersion],
  },
]);
