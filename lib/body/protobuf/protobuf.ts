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
    const { readGrpc, readProtobuf } = await import('./readers.ts');
    return (body, mediaType) =>
      isFramed(mediaType) ? readGrpc(body, isBase64(mediaType)) : readProtobuf(body, false);
  },
} satisfies RareKind<'protobuf', ByteReading>;

function isProtobuf(mediaType: MediaType | null): boolean {
  return /[/+](?:x-|vnd\.google\.)?(?:protobuf|protobuffer)$/.test(mediaType?.essence ?? '');
}

/** Whether gRPC carries protobuf: `application/grpc+json` does not. */
function isFramed(mediaType: MediaType | null): boolean {
  return /^application\/grpc(?:-web(?:-text)?)?(?:\+proto)?$/.test(mediaType?.essence ?? '');
}

/** Whether the messages are in base64 (gRPC-Web, `application/grpc-web-text`). */
function isBase64(mediaType: MediaType | null): boolean {
  return mediaType?.essence.startsWith('application/grpc-web-text') ?? false;
}
