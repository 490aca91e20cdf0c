import type { BinSchema } from '#lib/model/bin-schema.ts';

/** JSON Schemas of bins. `findBin` has those that are enabled. They are cloned and removed with their bin. */
export interface SchemaStore {
  /** The schemas of a bin, oldest first. */
  listSchemas(binId: number): Promise<readonly BinSchema[]>;
  /**
   * Changes the schemas of a bin; new ones come last. Returns them as they are then; null when there is no such bin. `change` is given
   * them as they are, and nothing comes in between; it may be called again, and what it throws is thrown.
   */
  changeSchemas(
    binId: number,
    change: (schemas: readonly BinSchema[]) => readonly BinSchema[],
  ): Promise<readonly BinSchema[] | null>;
}
