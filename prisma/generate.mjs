// npm run generate   generates Prisma's clients from the schemas, one for each database.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');

for (const database of ['sqlite', 'postgresql']) {
  const schema = here(path.join(database, 'schema.prisma'));
  const words = [prisma, 'generate', '--config', here('config.ts'), '--schema', schema];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: here('..') });
    process.stdout.write(stdout);
  } catch (error) {
    throw new Error(`Prisma's client for ${database} cannot be generated:\n${error.stdout}${error.stderr}`);
  }
}
