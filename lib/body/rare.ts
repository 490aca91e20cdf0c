import type { MediaType } from '#lib/http/media-type.ts';
import type { ByteReading } from './byte-rows.ts';
import { cbor } from './cbor.ts';
import type { BodyKindId } from './index.ts';
import { messagepack } from './messagepack.ts';
import { protobuf } from './protobuf.ts';

/** Kinds of which the reader is fetched when it is needed. */
export const rareKinds = { messagepack, protobuf, cbor };

export type RareId = keyof typeof rareKinds;

export function isRare(kind: BodyKindId | null): kind is RareId {
  return kind !== null && kind in rareKinds;
}

/** Opens a body as a kind whose reader has to come first; rejects when it does not come. */
export async function openRare(
  kind: RareId,
  body: Uint8Array,
  mediaType: MediaType | null,
): Promise<ByteReading> {
  const read = await rareKinds[kind].load();
  return read(body, mediaType);
}
