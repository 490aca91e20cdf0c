import recorded from './examples.json';

/** Responses of a real server, by operation and status: `getBin 200`. `test/openapi/examples.test.ts` records them. */
export const examples: Readonly<Record<string, unknown>> = recorded;

/** The `example` of a response in the document; empty where there is none. */
export function exampleOf(operationId: string, status: number): { example?: unknown } {
  const example = examples[`${operationId} ${status}`];
  return example === undefined ? {} : { example };
}
