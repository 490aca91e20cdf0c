import type { Sending } from '#lib/outgoing/sending.ts';
import type { Services } from '#lib/server/services.ts';

/** What the running server sends, for pages that say it before anything is sent. */
export function sendingOf({ config, egress }: Pick<Services, 'config' | 'egress'>): Sending {
  return {
    toUrls: config.egress.isOn,
    toPrivate: egress.allowsPrivate,
    unverified: config.audience === 'private',
  };
}
