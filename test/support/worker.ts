/** State that lasts as long as the process that runs test files; see `worker-environment.ts`. */
type Kept = { things: Map<string, Promise<unknown>>; ends: (() => Promise<void>)[] };

/** Stored on `globalThis`, because each test file may load its own copy of this module. */
function kept(): Kept {
  const worker = globalThis as { keptByWorker?: Kept };
  worker.keptByWorker ??= { things: new Map(), ends: [] };
  return worker.keptByWorker;
}

/**
 * Makes a resource (a server, a browser) once for all test files of this worker process, and closes it after the last. It
 * is made again if `isUsable` says that a test broke it.
 */
export async function oncePerWorker<T>(
  name: string,
  make: () => Promise<T>,
  { isUsable, end }: { isUsable: (thing: T) => boolean; end: (thing: T) => Promise<void> },
): Promise<T> {
  const { things, ends } = kept();
  const existing = (await things.get(name)) as T | undefined;
  if (existing !== undefined && isUsable(existing)) return existing;
  const making = make();
  things.set(name, making);
  const thing = await making;
  ends.push(() => end(thing));
  return thing;
}

/** Closes all resources, usable or not. */
export async function endWorker(): Promise<void> {
  await Promise.allSettled(
    kept()
      .ends.splice(0)
      .map((end) => end()),
  );
}
