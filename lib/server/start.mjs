// npm start: builds what is missing or stale, then runs the server in this very process, so that signals reach it.
import { buildIfStale, root } from './build.mjs';

process.chdir(root);
process.env.NODE_ENV = 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';
await buildIfStale((words) => process.stdout.write(`${words}\n`));
await import('../../dist/server.mjs');
