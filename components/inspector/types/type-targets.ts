/** What types can be written as. The ids are quicktype's. */
export const typeTargets = [
  { id: 'typescript', title: 'TypeScript', file: 'types.ts' },
  { id: 'typescript-zod', title: 'Zod', file: 'schema.ts' },
  { id: 'schema', title: 'JSON Schema', file: 'schema.json' },
] as const;

export type TypeTargetId = (typeof typeTargets)[number]['id'];

/** What is made of samples: the texts are JSON. */
export type TypesWanted = { name: string; target: TypeTargetId; samples: readonly string[] };
