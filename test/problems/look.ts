import type { Header } from '#lib/model/capture.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { byTone, findProblems, lookAt } from '#lib/problems/index.ts';
import type { Problem } from '#lib/problems/problem.ts';

/** A request in a few words; what is not said is as in most. */
export type Sketch = {
  headers?: readonly Header[];
  type?: string;
  body?: string | Uint8Array;
  target?: string;
  more?: Partial<Omit<CaptureJson, 'body'>>;
  bodyFacts?: Partial<CaptureJson['body']>;
};

export function captureOf({ headers = [], type, body = '', target = '/b/x/', more, bodyFacts }: Sketch) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const own: Header[] = [
    ...(more?.httpVersion === '2.0' || headers.some(([name]) => name.toLowerCase() === 'host')
      ? []
      : [['Host', 'bin.example'] as const]),
    ...(type === undefined ? [] : [['Content-Type', type] as const]),
    ...headers,
  ];
  const capture = {
    seq: 1,
    method: 'POST',
    target,
    path: target,
    httpVersion: '1.1',
    headers: own,
    trailers: [],
    contentType: type ?? null,
    userAgent: null,
    via: 'wire',
    aborted: false,
    malformed: false,
    malformedReason: null,
    ...more,
    body: {
      size: bytes.length,
      stored: bytes.length,
      sha256: '',
      truncated: false,
      text: null,
      base64: null,
      ...bodyFacts,
    },
  } as unknown as CaptureJson;
  return { capture, bytes };
}

/** All that is noticed. */
export async function problemsOf(sketch: Sketch): Promise<Problem[]> {
  const { capture, bytes } = captureOf(sketch);
  const looked = await lookAt(capture, bytes);
  return byTone([...findProblems(looked)].filter((found) => found !== null));
}
