/** What a server sends for its bins. Its own bins are always allowed. */
export type Sending = {
  /** Requests may be sent to URLs. */
  readonly toUrls: boolean;
  /** Some destinations on its own machine or in its network may be allowed. */
  readonly toPrivate: boolean;
  /** Certificates need not be verified. */
  readonly unverified: boolean;
};
