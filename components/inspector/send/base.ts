import { withoutHttp2Fields } from '#lib/copy-as/request/http2-fields.ts';
import type { Header } from '#lib/model/capture.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { type SampleJson, sampleOf } from '#lib/samples/sample-json.ts';
import type { Base } from './draft.ts';

/** A request to fill in. */
export const blankBase: Base = {
  method: 'POST',
  target: { path: '/', addedQuery: '' },
  httpVersion: '1.1',
  headers: [['Content-Type', 'application/json']],
  trailers: [],
  body: new Uint8Array(),
  bodySize: 0,
  signatureHeaders: [],
};

/** A captured request, with its headers as HTTP/1.1 has them. `body` is null if it was not loaded. */
export function captureBase(capture: CaptureJson, body: Uint8Array | null): Base {
  const { method, path, httpVersion, headers, trailers } = capture;
  return {
    method,
    target: { path, addedQuery: '' },
    httpVersion,
    headers: withoutHttp2Fields({ httpVersion, headers }).headers,
    trailers,
    body,
    bodySize: capture.body.stored,
    signatureHeaders: [],
  };
}

/** A sample event, with empty headers in the places of its signature. */
export function sampleBase(json: SampleJson): Base {
  const { request, signatureHeaders } = sampleOf(json);
  const headers: Header[] = [...request.headers];
  for (const { name, index } of signatureHeaders) headers.splice(index, 0, [name, '']);
  return {
    method: request.method,
    target: { path: `/${request.query}`, addedQuery: request.query },
    httpVersion: '1.1',
    headers,
    trailers: [],
    body: request.body,
    bodySize: request.body.length,
    signatureHeaders: signatureHeaders.map(({ index }) => index),
  };
}
