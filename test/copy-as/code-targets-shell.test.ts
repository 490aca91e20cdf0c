import { httpie } from '#lib/copy-as/httpie.ts';
import { wget } from '#lib/copy-as/wget.ts';
import {
  adds,
  joinedLines,
  namesInOtherCase,
  otherOrder,
  saidFraming,
  saidLeftOut,
  saidMethod,
  saidTarget,
  saidVersion,
} from './accepted.ts';
import { runHostileCases } from './run-hostile-cases.ts';
import { inBash } from './runtimes.ts';

runHostileCases([
  {
    target: httpie,
    runtime: inBash('http'),
    accepted: [
      saidLeftOut(/cannot be told them: 1 header line\./, ([, value]) => /\xff|\\[:;=@]/.test(value)),
      namesInOtherCase,
      otherOrder,
      adds('Accept-Encoding', 'User-Agent'),
      saidFraming(/adds Content-Length: 0/),
      saidMethod,
      saidTarget,
      saidVersion,
    ],
  },
  {
    target: wget,
    runtime: inBash('wget'),
    accepted: [
      joinedLines,
      otherOrder,
      adds('Accept', 'Accept-Encoding', 'Connection', 'Content-Type'),
      saidFraming(/The body came in chunks|adds Content-Length: 0/),
      saidTarget,
      saidVersion,
    ],
  },
]);
