import type { NewReplay, ReplayPace, SignatureRenewal } from '#lib/model/delivery-input.ts';
import type { DeliveryOptions } from '#lib/model/delivery-json.ts';
import type { SendTo } from '../destination/remembered.ts';
import { optionsInput } from '../destination/send-options.ts';

export type PaceChoice = 'original' | 'rate' | 'at-once';

/** What a bulk replay is planned and started with. */
export type ReplayDraft = {
  readonly filter: string;
  readonly to: SendTo;
  readonly pace: PaceChoice;
  /** Requests per second, as entered. */
  readonly rate: string;
  readonly signatures: SignatureRenewal;
  readonly options: DeliveryOptions;
};

/** The rate that was entered; null if it is none that the API takes. */
export function rateOf({ rate }: Pick<ReplayDraft, 'rate'>): number | null {
  const number = Number(rate.trim().replace(',', '.'));
  return rate.trim() !== '' && number >= 0.1 && number <= 100 ? number : null;
}

/** The input of the API; null while the rate is not valid. */
export function replayInput(draft: ReplayDraft): Omit<NewReplay, 'plan'> | null {
  const { filter, to, pace, signatures, options } = draft;
  const rate = rateOf(draft);
  if (pace === 'rate' && rate === null) return null;
  const wanted: ReplayPace = pace === 'rate' ? { perSecond: rate! } : pace;
  return {
    ...(filter.trim() !== '' && { filter: filter.trim() }),
    to: to === 'self' ? 'self' : { url: to.url },
    pace: wanted,
    ...(signatures !== 'as-it-was' && { signatures }),
    ...optionsInput(options, to),
  };
}
