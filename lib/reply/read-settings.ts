import { fail } from '#lib/model/errors.ts';
import type { ReplySettings, WrittenSettings } from '#lib/model/reply-settings.ts';
import { checkSettings } from './check-settings.ts';
import { withSecrets } from './handshake-secrets.ts';

/**
 * Completes written settings with the secrets of the stored ones, and checks them. Fails with `invalid-input` for a filter or a
 * template that has an error, and says where; `field` is the name of the settings in the request.
 */
export async function readSettings(
  written: WrittenSettings,
  kept: ReplySettings | null,
  field: string | null = null,
): Promise<ReplySettings> {
  const settings = withSecrets(written, kept);
  const faults = await checkSettings(settings);
  if (faults.length === 0) return settings;
  const words = faults.map(({ path, message }) =>
    [...(field === null ? [] : [field]), ...path, message].join(': '),
  );
  return fail('invalid-input', words.join('; '));
}
