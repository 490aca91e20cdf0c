import type { ReadBody } from '#lib/body/body-kind.ts';
import type { ByteReading } from '#lib/body/byte-rows.ts';
import { csv } from '#lib/body/csv.ts';
import { form } from '#lib/body/form.ts';
import { graphql } from '#lib/body/graphql/graphql.ts';
import { hex } from '#lib/body/hex.ts';
import { httpMessage } from '#lib/body/http-message/http-message.ts';
import type { BodyKindId } from '#lib/body/index.ts';
import { json } from '#lib/body/json/read-json.ts';
import { multipart } from '#lib/body/multipart/multipart.ts';
import { ndjson } from '#lib/body/ndjson.ts';
import { preview } from '#lib/body/preview.ts';
import { isRare, type RareId, rareKinds } from '#lib/body/rare-kinds.ts';
import type { Rows } from '#lib/body/rows.ts';
import { text } from '#lib/body/text.ts';
import { xml } from '#lib/body/xml/xml.ts';
import { parseMediaType } from '#lib/http/media-type.ts';

/** A body read as one kind, which determines the type of its rows. */
export type OpenBody =
  | { kind: 'graphql'; rows: ReturnType<typeof graphql.read> }
  | { kind: 'json'; rows: ReturnType<typeof json.read> }
  | { kind: 'ndjson'; rows: ReturnType<typeof ndjson.read> }
  | { kind: 'xml'; rows: ReturnType<typeof xml.read> }
  | { kind: 'form'; rows: ReturnType<typeof form.read> }
  | { kind: 'multipart'; rows: ReturnType<typeof multipart.read> }
  | { kind: 'http'; rows: ReturnType<typeof httpMessage.read> }
  | { kind: RareId; rows: ByteReading }
  | { kind: 'text'; rows: ReturnType<typeof text.read> }
  | { kind: 'csv'; rows: ReturnType<typeof csv.read> }
  | { kind: 'preview'; rows: ReturnType<typeof preview.read> }
  | { kind: 'hex'; rows: ReturnType<typeof hex.read> }
  | { kind: 'opening'; rows: Rows<never> };

const readers = new Map<BodyKindId, ReadBody<ByteReading>>();

/** Loads the reader of a kind if it is loaded on demand. */
export async function fetchReader(kind: BodyKindId): Promise<void> {
  if (isRare(kind)) readers.set(kind, await rareKinds[kind].load());
}

const nothing: Rows<never> = {
  count: 0,
  done: true,
  readUpTo: () => 0,
  row() {
    throw new RangeError('there are no rows yet');
  },
};

/** Reads a body as a kind; `opening` while the reader of that kind is not loaded. */
export function openBody(kind: BodyKindId, bytes: Uint8Array, contentType: string | null): OpenBody {
  const mediaType = contentType === null ? null : parseMediaType(contentType);
  switch (kind) {
    case 'graphql':
      return { kind, rows: graphql.read(bytes, mediaType) };
    case 'json':
      return { kind, rows: json.read(bytes, mediaType) };
    case 'ndjson':
      return { kind, rows: ndjson.read(bytes, mediaType) };
    case 'xml':
      return { kind, rows: xml.read(bytes, mediaType) };
    case 'form':
      return { kind, rows: form.read(bytes, mediaType) };
    case 'multipart':
      return { kind, rows: multipart.read(bytes, mediaType) };
    case 'http':
      return { kind, rows: httpMessage.read(bytes) };
    case 'messagepack':
    case 'protobuf':
    case 'cbor': {
      const read = readers.get(kind);
      return read ? { kind, rows: read(bytes, mediaType) } : { kind: 'opening', rows: nothing };
    }
    case 'text':
      return { kind, rows: text.read(bytes, mediaType) };
    case 'csv':
      return { kind, rows: csv.read(bytes, mediaType) };
    case 'preview':
      return { kind, rows: preview.read(bytes, mediaType) };
    case 'hex':
      return { kind, rows: hex.read(bytes) };
  }
}
