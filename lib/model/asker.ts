/** The user or bin for which long work runs. */
export type Asker = {
  /** Askers with the same name take turns as one. */
  readonly name: string;
  /** Aborted once nobody waits for the result. */
  readonly signal?: AbortSignal | undefined;
};

/** The asker of work that the server starts on its own. */
export const server: Asker = { name: 'server' };

/** Thrown when work ends because its asker has disconnected. No response is sent for it. */
export class AskerLeft extends Error {
  override readonly name = 'AbortError';
}

/** Whether work ended because its asker left. Works across copies of this module. */
export function isAbandoned(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
