// npm run backup -- FILE: compiles the server if there is none, then makes a backup. A relative path is relative to the project's folder.
import { buildServerIfMissing, root } from './build.mjs';
import { readEnvFile } from './env-file.mjs';

process.chdir(root);
readEnvFile();
await buildServerIfMissing();
await import('../../dist/backup.mjs');
