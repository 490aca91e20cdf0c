import { type StartedWirebin, startWirebin } from './start-wirebin.ts';

let running: Promise<StartedWirebin> | undefined;
let users = 0;

/** A server in this process for everybody who asks for one. It is closed when the last one has released it. */
export async function sharedWirebin(): Promise<{ readonly url: string; release(): Promise<void> }> {
  users += 1;
  running ??= startWirebin();
  const { url, close } = await running;
  return {
    url,
    async release() {
      users -= 1;
      if (users > 0) return;
      running = undefined;
      await close();
    },
  };
}
