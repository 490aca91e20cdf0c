import type { Bin } from '#lib/client/bin.ts';
import type { CallOptions } from '#lib/client/call.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { HandReply } from '#lib/model/manual-response-shape.ts';

/** A request that a test expected. */
export type ReceivedRequest = CaptureJson & {
  /** The value of a header, by its name in any case; the first one where it was sent several times, null where it was not sent. */
  header(name: string): string | null;
  /** The body as received. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  /** The body without its content encodings, as UTF-8. */
  text(): Promise<string>;
  /** The same, parsed as JSON. */
  json<T = unknown>(): Promise<T>;
  /** Responds to the sender, where the bin holds the request. */
  respond(response?: HandReply): Promise<void>;
};

/** Reads a request of a bin, with its body. */
export async function readReceived(
  { captures, held }: Pick<Bin, 'captures' | 'held'>,
  seq: number,
  { signal }: CallOptions = {},
): Promise<ReceivedRequest> {
  const capture = await captures.get(seq, { signal });
  const isEncoded = first(capture.headers, 'Content-Encoding') !== null;
  const text = async () => new TextDecoder().decode(await captures.body(seq, { decoded: isEncoded }));
  return {
    ...capture,
    header: (name) => first(capture.headers, name),
    bytes: () => captures.body(seq),
    text,
    json: async () => JSON.parse(await text()),
    async respond(response = {}) {
      await held.respond(seq, response);
    },
  };
}
