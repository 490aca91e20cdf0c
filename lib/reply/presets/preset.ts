import type { ReplySettings } from '#lib/model/reply-settings.ts';

/** BinResponse settings that respond like a typical receiver. Every preset is a file of this shape, listed in `index.ts`. */
export type ReplyPreset = {
  readonly id: string;
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly about: string;
  /** Applying a preset writes these; handshakes, CORS and override stay as they are. */
  readonly settings: Pick<ReplySettings, 'default' | 'rules'>;
};
