/** Something the operator keeps out: what is sent to a slug, or what is sent from a range of addresses. */
export type Block = {
  readonly id: number;
  readonly kind: 'slug' | 'range';
  /** The slug, or the range as CIDR writes it. */
  readonly value: string;
  /** For those who are refused to read; null when the operator gives none. */
  readonly reason: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Null when it lasts until it is taken away. */
  readonly expiresAt: number | null;
};
