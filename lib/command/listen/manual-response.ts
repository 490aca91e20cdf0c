import type { ReceivedResponse } from '#lib/egress/egress.ts';
import { passedHeaders } from '#lib/forward-rules/passed-headers.ts';
import { toBytes, utf8OrNull } from '#lib/http/byte-string.ts';
import type { HandReply } from '#lib/model/manual-response-shape.ts';

/** The response of a local server for the sender of a held request. */
export function manualResponse({
  status,
  headers,
  body,
}: Pick<ReceivedResponse, 'status' | 'headers' | 'body'>): HandReply {
  return {
    status,
    headers: passedHeaders(headers).map(([name, value]) => [name, utf8OrNull(toBytes(value)) ?? value]),
    bodyBase64: Buffer.from(body).toString('base64'),
  };
}
