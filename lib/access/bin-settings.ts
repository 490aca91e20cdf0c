import type { InstanceLimits } from '#lib/model/bin-limits.ts';
import { fail } from '#lib/model/errors.ts';
import type { BinChange } from '#lib/model/input.ts';
import type { BinSettings } from '#lib/store/contracts/bins.ts';

/** Bin settings of the API, converted for the store. Fails with `invalid-input` above the limits of the instance. */
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
    return `${limit}: must be at most ${limit === 'expiresAfter' ? `${most / 1000} seconds` : most} on this server`;
  });
  if (tooMuch.length > 0) fail('invalid-input', tooMuch.join('; '));
  return settings;
}
