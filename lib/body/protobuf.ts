import type { MediaType } from '#lib/http/media-type.ts';
import type { RareKind } from './body-kind.ts';
import type { ByteReading } from './byte-rows.ts';

/** Protobuf without its schema, and the messages of gRPC. Nothing in its bytes says so: the label has to. */
export const protobuf = {
  id: 'protobuf',
  title: 'Protobuf',
  fits({ mediaType }) {
    const named = isFramed(mediaType) || isProtobuf(mediaType);
    return { named, found: named ? 'possible' : 'no' };
  },
  async load() {
    const { readProtobuf } = await import('./protobuf-rows.ts');
    return (body, mediaType) => readProtobuf(body, isFramed(mediaType));
  },
} satisfies RareKind<'protobuf', ByteReading>;

function isProtobuf(mediaType: MediaType | null): boolean {
  return /[/+](?:x-|vnd\.google\.)?(?:protobuf|protobuffer)$/.test(mediaType?.essence ?? '');
}

/** Of gRPC only what carries protobuf: `application/grpc+json` does not, `application/grpc-web-text` is base64. */
function isFramed(mediaType: MediaType | null): boolean {
  return /^application\/grpc(?:-web)?(?:\+proto)?$/.test(mediaType?.essence ?? '');
}
