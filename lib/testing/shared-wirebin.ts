import { type StartedWirebin, startWirebin } from './start-wirebin.ts';

let running: Promise<StartedWirebin> | undefined;
let users = 0;

/**
 * A server in this process for everybody who asks for one. It is closed when the last one has released it. A start that failed is not kept: the
 * next one who asks starts another.
 */
export async function sharedWirebin(): Promise<{ readonly url: string; release(): Promise<void> }> {
  running ??= startWirebin();
  const starting = running;
  users += 1;
  const started = await starting.catch((error) => {
    users -= 1;
    if (running === starting) running = undefined;
    throw error;
  });
  return {
    url: started.url,
    async release() {
      users -= 1;
      if (users > 0) return;
      running = undefined;
      await started.close();
    },
  };
}
