import { Console } from 'node:console';
import type { Environment } from 'vitest/runtime';
import { endWorker } from './worker.ts';

/** Vitest's environment for Node; after the last test file of a worker process it closes what was made with `oncePerWorker`. */
export default {
  name: 'wirebin',
  viteEnvironment: 'ssr',
  setup(global) {
    global.console.Console = Console;
    return { teardown: endWorker };
  },
} satisfies Environment;
