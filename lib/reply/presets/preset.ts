import type { ReplySettings } from '../../model/reply-settings.ts';

/** What a receiver answers that people stand in for. Every preset is a file of this shape, listed in `index.ts`. */
export type ReplyPreset = {
  readonly id: string;
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly about: string;
  /** Of the whole, so that applying a preset is writing it; handshakes, CORS and override are left as they are. */
  readonly settings: Pick<ReplySettings, 'default' | 'rules'>;
};
