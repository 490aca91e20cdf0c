/** Deleting requests that can be brought back. `requests` is a count with its noun: `3 requests`. */
export const deletion = {
  one: (seq: number) => `Request ${seq} will be deleted for everyone in 10 seconds.`,
  several: (requests: string) => `${requests} will be deleted for everyone in 10 seconds.`,
  undo: 'Undo',
  failed: (requests: string) => `${requests} could not be deleted.`,
};
