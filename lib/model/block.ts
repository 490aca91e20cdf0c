/** A block set by the operator: requests to a slug or from a range of addresses are refused. */
export type Block = {
  readonly id: number;
  readonly kind: 'slug' | 'range';
  /** The slug, or the range in CIDR notation. */
  readonly value: string;
  /** Shown to those who are refused; null when the operator gives none. */
  readonly reason: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Null when it lasts until it is removed. */
  readonly expiresAt: number | null;
};
