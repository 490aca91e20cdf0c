import { storeChoice, storedChoice } from '#components/frame/stored-choices.ts';
import { copyTarget } from '#lib/copy-as/index.ts';
import { destinationOf } from '#lib/copy-as/request/destination.ts';
import type { CopyOptions } from '#lib/copy-as/target.ts';

/** The options of copies, stored in this browser. */
export type CopyChoices = {
  readonly target: string;
  readonly to: 'bin' | 'elsewhere';
  readonly baseUrl: string;
  readonly keepsPrefix: boolean;
  readonly keepsHost: boolean;
  readonly redact: boolean;
  readonly dropsHopByHop: boolean;
  readonly dropsProxy: boolean;
};

const defaults: CopyChoices = {
  target: 'curl',
  to: 'bin',
  baseUrl: 'http://localhost:8080',
  keepsPrefix: false,
  keepsHost: false,
  redact: false,
  dropsHopByHop: false,
  dropsProxy: false,
};

const name = 'wirebin.copy-as';

/** The stored options; the defaults for what is missing or no longer valid. */
export function storedChoices(): CopyChoices {
  try {
    const stored = JSON.parse(storedChoice(name) ?? '{}') as Partial<CopyChoices>;
    const known = Object.entries(defaults).map(([key, value]) => {
      const kept = stored[key as keyof CopyChoices];
      return [key, typeof kept === typeof value ? kept : value];
    });
    const choices = Object.fromEntries(known) as CopyChoices;
    const isKnown = copyTarget(choices.target) !== null && ['bin', 'elsewhere'].includes(choices.to);
    return isKnown ? choices : defaults;
  } catch {
    return defaults;
  }
}

export function storeChoices(choices: CopyChoices): void {
  storeChoice(name, JSON.stringify(choices));
}

/** The choices as options; null when the URL to send to is not valid. `captureUrl` is the bin's. */
export function optionsOf(choices: CopyChoices, captureUrl: string): CopyOptions | null {
  const dropped = [
    choices.dropsHopByHop && ('hop-by-hop' as const),
    choices.dropsProxy && ('proxy' as const),
  ].filter((group) => group !== false);
  const others = { redact: choices.redact, drop: dropped };
  if (choices.to === 'bin') return { origin: new URL(captureUrl).origin, ...others };
  const destination = destinationOf(choices.baseUrl.trim());
  return (
    destination && {
      ...destination,
      ...(choices.keepsPrefix && { path: 'with-prefix' as const }),
      ...(choices.keepsHost && { host: 'as-sent' as const }),
      ...others,
    }
  );
}
