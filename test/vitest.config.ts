import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path('..'),
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    setupFiles: [path('support/quiet-console.ts'), path('support/equal-bytes.ts')],
    environment: path('support/worker-environment.ts'),
    // Far more than a test takes: a machine may be slow, or busy with other things.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    // Modules, the server and the browser stay from file to file. Nothing is mocked, so files find nothing changed.
    isolate: false,
    // One more than processors: tests wait for servers and browsers.
    maxWorkers: availableParallelism() + 1,
  },
});
