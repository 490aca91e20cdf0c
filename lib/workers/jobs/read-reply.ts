import type { ReplySettings, WrittenSettings } from '../../model/reply-settings.ts';
import { replyIn } from '../../reply/reply-in.ts';

type Input = {
  readonly written: WrittenSettings;
  readonly kept: ReplySettings | null;
  /** What the settings are called in the request; null where they are all of it. */
  readonly field: string | null;
};

/** Reply settings as they were written, ready to be stored (`replyIn`). Fails with `invalid-input`. */
export function readReply({ written, kept, field }: Input): Promise<ReplySettings> {
  return replyIn(written, kept, field);
}
