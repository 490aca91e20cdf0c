import type { NewBin } from '#lib/model/input.ts';
import type { WritableSettings } from '#lib/model/reply-settings-input.ts';

/** The settings of a new bin. All may be omitted. */
export type NewBinInput = Omit<NewBin, 'reply'> & { readonly reply?: WritableSettings | null };
