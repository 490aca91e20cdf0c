import type { ReplySettings, WrittenSettings } from '#lib/model/reply-settings.ts';
import { readSettings } from '#lib/reply/read-settings.ts';

type Input = {
  readonly written: WrittenSettings;
  readonly kept: ReplySettings | null;
  /** The field of the settings in the request; null where they are the whole body. */
  readonly field: string | null;
};

/** Reply settings as they were written, ready to be stored (`readSettings`). Fails with `invalid-input`. */
export function readReply({ written, kept, field }: Input): Promise<ReplySettings> {
  return readSettings(written, kept, field);
}
