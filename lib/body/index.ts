import { cbor } from './cbor.ts';
import { csv } from './csv.ts';
import { form } from './form.ts';
import { graphql } from './graphql.ts';
import { hex } from './hex.ts';
import { json } from './json.ts';
import { messagepack } from './messagepack.ts';
import { multipart } from './multipart.ts';
import { ndjson } from './ndjson.ts';
import { preview } from './preview.ts';
import { protobuf } from './protobuf.ts';
import { text } from './text.ts';
import { xml } from './xml.ts';

/**
 * Every way to read a body, the more telling first. To add one, write a file of one of the shapes in `body-kind.ts` and list
 * it here; the switch between views, the documentation and the tests read this list.
 */
export const bodyKindList = [
  graphql,
  ndjson,
  json,
  xml,
  form,
  multipart,
  messagepack,
  protobuf,
  cbor,
  text,
  csv,
  preview,
  hex,
] as const;

export type BodyKindId = (typeof bodyKindList)[number]['id'];

/** The name of a kind, as the switch between views has it. */
export function titleOf(id: BodyKindId): string {
  return bodyKindList.find((kind) => kind.id === id)!.title;
}
