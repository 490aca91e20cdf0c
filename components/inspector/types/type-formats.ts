/** The formats of types. The ids are quicktype's. */
export const typeFormats = [
  { id: 'typescript', title: 'TypeScript', file: 'types.ts' },
  { id: 'typescript-zod', title: 'Zod', file: 'schema.ts' },
  { id: 'schema', title: 'JSON Schema', file: 'schema.json' },
] as const;

export type TypeFormatId = (typeof typeFormats)[number]['id'];

/** The input of the worker; the samples are JSON texts. */
export type TypesInput = { name: string; format: TypeFormatId; samples: readonly string[] };
