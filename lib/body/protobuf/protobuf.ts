import type { MediaType } from '#lib/http/media-type.ts';
import type { RareKind } from '../body-kind.ts';
import type { ByteReading } from '../byte-rows.ts';

/** Protobuf without its schema, and gRPC messages. The bytes do not identify the format, so the label must. */
export const protobuf = {
  id: 'protobuf',
  title: 'Protobuf',
  fits({ mediaType }) {
    const named = isFramed(mediaType) || isProtobuf(mediaType);
    return { named, found: named ? 'possible' : 'no' };
  },
  async load() {
    const { readProtobuf } = await import('./read-protobuf.ts');
    return (body, mediaType) => readProtobuf(body, isFramed(mediaType));
  },
} satisfies RareKind<'protobuf', ByteReading>;

function isProtobuf(mediaType: MediaType | null): boolean {
  return /[/+](?:x-|vnd\.google\.)?(?:protobuf|protobuffer)$/.test(mediaType?.essence ?? '');
}

/** Whether gRPC carries protobuf: `application/grpc+json` does not, `application/grpc-web-text` is base64. */
function isFramed(mediaType: MediaType | null): boolean {
  return /^application\/grpc(?:-web)?(?:\+proto)?$/.test(mediaType?.essence ?? '');
}
