/** What a bin uses, for the operator: numbers, no payloads. */
export type BinUse = {
  readonly id: number;
  readonly slug: string;
  readonly name: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** How many requests it has stored, including those deleted since. */
  readonly received: number;
  /** Bytes it stores now. */
  readonly bytes: number;
  /** How many requests it rejected. */
  readonly refused: number;
};

/** The columns by which bins can be sorted. The rate is not in the store. */
export const binUseColumns = ['size', 'received', 'refused', 'created', 'slug'] as const;

export type BinUseOrder = { readonly by: (typeof binUseColumns)[number]; readonly descending: boolean };

export type BinUsePage = {
  readonly bins: readonly BinUse[];
  /** Where the next page begins: the value and the id of the last bin; null on the last page. */
  readonly next: { readonly value: number | string; readonly id: number } | null;
};
