import type { z } from 'zod';
import { handReplyShape } from '../../model/hand-reply-shape.ts';
import { binChangeShape, newBinShape } from '../../model/input.ts';
import { parsedJson, shaped } from '../../model/read-json.ts';
import { replySettingsShape, tryShape } from '../../model/reply-settings-shape.ts';

/** The inputs that may be long, since they hold responses with their bodies. */
const shapes = {
  binChange: binChangeShape,
  handReply: handReplyShape,
  newBin: newBinShape,
  replySettings: replySettingsShape,
  try: tryShape,
} as const;

export type LongInputName = keyof typeof shapes;
export type LongInput<Name extends LongInputName> = z.infer<(typeof shapes)[Name]>;

/** JSON input in a shape. No text at all is an empty object. Fails with `invalid-json` or `invalid-input`. */
export function readInput({ shape, text }: { shape: LongInputName; text: string }): LongInput<LongInputName> {
  return shaped(text.trim() === '' ? {} : parsedJson(text), shapes[shape]);
}
