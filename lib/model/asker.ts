/** On whose behalf work is done that may take long. */
export type Asker = {
  /** Askers of one name share their turns, whatever they ask. */
  readonly name: string;
  /** Aborted once nobody waits for the result. */
  readonly signal?: AbortSignal | undefined;
};

/** For what the server does by itself. */
export const server: Asker = { name: 'server' };

/** Thrown out of work whose asker has left. Nobody is there to be told. */
export class AskerLeft extends Error {
  override readonly name = 'AbortError';
}

/** Whether work ended because its asker left, wherever the class was loaded. */
export function isAbandoned(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
