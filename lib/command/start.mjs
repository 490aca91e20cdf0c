// npm run wirebin -- …   compiles the command if its sources have changed, and runs it.
import { buildCommandIfStale, root } from '../server/build.mjs';

await buildCommandIfStale();
await import(`${root}dist/wirebin.mjs`);
