import { fail } from '../model/errors.ts';
import type { BinChange } from '../model/input.ts';
import type { InstanceLimits } from '../model/limits.ts';
import type { BinSettings } from '../store/store.ts';

/** Settings as the API takes them, for the store. Fails with `invalid-input` where the instance allows less. */
export function settingsIn(
  { expiresAfter, ...rest }: Omit<BinChange, 'slug' | 'reply'>,
  { ceiling }: InstanceLimits,
): Partial<BinSettings> {
  const settings: Partial<BinSettings> = {
    ...rest,
    ...(expiresAfter !== undefined && { expiresAfter: expiresAfter === null ? null : expiresAfter * 1000 }),
  };
  const tooMuch = (['capacity', 'maxBytes', 'expiresAfter'] as const).flatMap((limit) => {
    const [wanted, most] = [settings[limit], ceiling[limit]];
    if (wanted === undefined || most === null || (wanted ?? Infinity) <= most) return [];
    return `${limit}: must be at most ${limit === 'expiresAfter' ? most / 1000 : most} on this server`;
  });
  if (tooMuch.length > 0) fail('invalid-input', tooMuch.join('; '));
  return settings;
}
