import type { ReplySettings } from '#lib/model/reply-settings.ts';

/** Reply settings of bins, and the counts of their playbooks. */
export interface ReplyStore {
  /** The reply settings of a bin; null when none are set. */
  readReplySettings(binId: number): Promise<ReplySettings | null>;
  /**
   * Sets the reply settings of a bin; null removes them. Playbooks that were removed or changed are restarted. False when there
   * is no such bin. With `before`, fails with `precondition-failed` where the settings are no longer these.
   */
  writeReplySettings(
    binId: number,
    reply: ReplySettings | null,
    before?: ReplySettings | null,
  ): Promise<boolean>;
  /**
   * Encrypts the secrets for URL verification of all bins with the current key that are not, or that were with the previous one.
   * Returns how many there were, and how many can be decrypted with neither. Does nothing without `SECRET_KEY`.
   */
  renewHandshakeSecrets(): Promise<{ renewed: number; unreadable: number }>;
  /** Counts a request and returns its number, 1 for the first. Each number is given once, whichever process asks. */
  advancePlaybook(counter: PlaybookCounter): Promise<number>;
  /** How many requests were counted; counts nothing. */
  readPlaybook(counter: PlaybookCounter): Promise<number>;
  /** Restarts all playbooks of a bin. */
  resetPlaybooks(binId: number): Promise<void>;
}

/** Where a playbook counts a request. See `PlayCount` in lib/reply/playbook.ts. */
export type PlaybookCounter = {
  readonly binId: number;
  /** The id of its rule, or `default`. */
  readonly playId: string;
  readonly subject: string;
  readonly window: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
};
