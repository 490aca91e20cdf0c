import { fail } from '../model/errors.ts';
import type { ReplySettings, WrittenSettings } from '../model/reply-settings.ts';
import { checkReply } from './check.ts';
import { withSecrets } from './secrets.ts';

/**
 * Reply settings as they were written, ready to be kept: with the secrets that `kept` has. Fails with `invalid-input` where a
 * filter or a template cannot be read, saying where; `field` is what the settings are called in the request.
 */
export async function replyIn(
  written: WrittenSettings,
  kept: ReplySettings | null,
  field: string | null = null,
): Promise<ReplySettings> {
  const settings = withSecrets(written, kept);
  const faults = await checkReply(settings);
  if (faults.length === 0) return settings;
  const words = faults.map(({ path, message }) =>
    [...(field === null ? [] : [field]), ...path, message].join(': '),
  );
  return fail('invalid-input', words.join('; '));
}
