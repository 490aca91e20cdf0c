import { cbor } from './cbor-messagepack/cbor.ts';
import { messagepack } from './cbor-messagepack/messagepack.ts';
import { csv } from './csv.ts';
import { form } from './form.ts';
import { graphql } from './graphql/graphql.ts';
import { hex } from './hex.ts';
import { httpMessage } from './http-message/http-message.ts';
import { json } from './json/read-json.ts';
import { multipart } from './multipart/multipart.ts';
import { ndjson } from './ndjson.ts';
import { preview } from './preview.ts';
import { protobuf } from './protobuf/protobuf.ts';
import { text } from './text.ts';
import { xml } from './xml/xml.ts';

/**
 * Every kind of body, the most specific first. To add one, write a file of one of the shapes in `body-kind.ts` and list it
 * here; the view switch, the documentation and the tests read this list.
 */
export const bodyKindList = [
  graphql,
  ndjson,
  json,
  xml,
  form,
  multipart,
  httpMessage,
  messagepack,
  protobuf,
  cbor,
  text,
  csv,
  preview,
  hex,
] as const;

export type BodyKindId = (typeof bodyKindList)[number]['id'];

/** All kinds in the order of the view switch: those that are read first, then the text and the bytes as they were received. */
export const kindsInSwitch: readonly (typeof bodyKindList)[number][] = [
  ...bodyKindList.filter((kind) => kind !== text && kind !== hex),
  text,
  hex,
];

/** The name of a kind in the view switch. */
export function titleOf(id: BodyKindId): string {
  return bodyKindList.find((kind) => kind.id === id)!.title;
}
