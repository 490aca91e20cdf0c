/** A JSON Schema of a bin, against which the bodies of its requests are checked when they arrive. */
export type BinSchema = {
  /** `sch_…` */
  readonly id: string;
  readonly name: string;
  /** The filter that requests have to match; empty for all requests. */
  readonly filter: string;
  /** Nothing is checked against a schema that is not enabled. */
  readonly enabled: boolean;
  /** The schema as JSON. */
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
};

/** How many schemas a bin keeps, the longest of them, and how long all of them are together: characters of their JSON. */
export const mostSchemas = 20;
export const longestSchema = 256 * 1024;
export const longestSchemas = 2 ** 20;

/** The longest input with a schema, bytes: JSON that is laid out for people has twice as many as `longestSchema`. */
export const longestSchemaInput = 4 * longestSchema;

/** A schema as the API shows it. */
export type BinSchemaJson = {
  id: string;
  name: string;
  filter: string;
  enabled: boolean;
  schema: object | boolean;
  createdAt: string;
};
