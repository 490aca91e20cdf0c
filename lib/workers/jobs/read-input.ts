import type { z } from 'zod';
import { newSchemaShape, schemaChangeShape } from '#lib/model/bin-schema-input.ts';
import { newDeliveryShape } from '#lib/model/delivery-input.ts';
import { binChangeShape, newBinShape } from '#lib/model/input.ts';
import { listenerDeliveryShape } from '#lib/model/listener-delivery.ts';
import { handReplyShape } from '#lib/model/manual-response-shape.ts';
import { parsedJson, shaped } from '#lib/model/read-json.ts';
import { replySettingsShape, tryShape } from '#lib/model/reply-settings-shape.ts';

/** Inputs that may be long, since they contain bodies. */
const shapes = {
  binChange: binChangeShape,
  handReply: handReplyShape,
  listenerDelivery: listenerDeliveryShape,
  newBin: newBinShape,
  newDelivery: newDeliveryShape,
  newSchema: newSchemaShape,
  replySettings: replySettingsShape,
  schemaChange: schemaChangeShape,
  try: tryShape,
} as const;

export type LongInputName = keyof typeof shapes;
export type LongInput<Name extends LongInputName> = z.infer<(typeof shapes)[Name]>;

/** Parses JSON input with a shape. Empty text is an empty object. Fails with `invalid-json` or `invalid-input`. */
export function readInput({ shape, text }: { shape: LongInputName; text: string }): LongInput<LongInputName> {
  return shaped(text.trim() === '' ? {} : parsedJson(text), shapes[shape]);
}
