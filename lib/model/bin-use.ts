/** What a bin takes of an instance, for its operator: numbers, no payloads. */
export type BinUse = {
  readonly id: number;
  readonly slug: string;
  readonly name: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** How many requests it has kept, those deleted meanwhile included. */
  readonly received: number;
  /** What it keeps now, bytes of bodies and headers. */
  readonly bytes: number;
  /** How many it turned away. */
  readonly refused: number;
};

/** By what bins can be put in order, besides by rate, which is no fact of the store. */
export const binUseColumns = ['size', 'received', 'refused', 'created', 'slug'] as const;

export type BinUseOrder = { readonly by: (typeof binUseColumns)[number]; readonly descending: boolean };

export type BinUsePage = {
  readonly bins: readonly BinUse[];
  /** Where the next page goes on: the value and the id of the last bin; null when there is none. */
  readonly next: { readonly value: number | string; readonly id: number } | null;
};
