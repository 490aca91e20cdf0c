import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from './root.ts';

/** Runs with `-e`, so that imports are seen from the project's folder. */
const script = `
  const { everything, migrationList, schemaEngine } = await import('./prisma/schema-engine.mjs');
  const { file, method, parameters, folder, names } = JSON.parse(process.argv[1]);
  const list = folder && (await migrationList(folder, names));
  const engine = await schemaEngine(file);
  const given = { filters: everything, ...parameters };
  if (method === 'diff') given.from = { tag: 'migrations', ...list };
  else given.migrationsList = list;
  process.stdout.write(JSON.stringify(await engine[method](given)) ?? 'null');
  process.exit(0);
`;

/** What Prisma's schema engine is asked; see its `SchemaEngine`. */
export type EngineQuestion = {
  /** The database it works on. */
  file: string;
  method: 'applyMigrations' | 'diagnoseMigrationHistory' | 'diff';
  parameters?: Record<string, unknown>;
  /** The migrations: a folder in Prisma's layout, and the names of those in it. */
  folder: string;
  names: string[];
};

/** Asks Prisma's schema engine, in a process of its own: its WebAssembly can be loaded only once in one. */
export async function askSchemaEngine(question: EngineQuestion): Promise<Record<string, unknown>> {
  const words = ['--input-type=module', '-e', script, JSON.stringify(question)];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root });
  return JSON.parse(stdout);
}
