import path from 'node:path';
import { root } from './build.mjs';

/** Reads the settings in `.env` into the environment. Variables that are set there already stay. Ends the process if it cannot be read. */
export function readEnvFile() {
  try {
    process.loadEnvFile(path.join(root, '.env'));
  } catch (error) {
    if (error.code === 'ENOENT') return;
    process.stderr.write(`Wirebin cannot start. The file .env cannot be read: ${error.message}\n`);
    process.exit(1);
  }
}
