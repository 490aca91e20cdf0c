import type { MediaType } from '#lib/http/media-type.ts';
import type { ByteReading } from './byte-rows.ts';
import { cbor } from './cbor-messagepack/cbor.ts';
import { messagepack } from './cbor-messagepack/messagepack.ts';
import type { BodyKindId } from './index.ts';
import { protobuf } from './protobuf/protobuf.ts';

/** The kinds whose reader is fetched when it is needed. */
export const rareKinds = { messagepack, protobuf, cbor };

export type RareId = keyof typeof rareKinds;

export function isRare(kind: BodyKindId | null): kind is RareId {
  return kind !== null && kind in rareKinds;
}

/** Fetches the reader of a kind and opens a body with it; rejects if it cannot be fetched. */
export async function openRare(
  kind: RareId,
  body: Uint8Array,
  mediaType: MediaType | null,
): Promise<ByteReading> {
  const read = await rareKinds[kind].load();
  return read(body, mediaType);
}
