import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from './root.ts';

/** Run with `-e`, so that imports are resolved from the project's folder. */
const script = `
  const { everything, migrationList, schemaEngine } = await import('./prisma/schema-engine.mjs');
  const { file, method, parameters, folder, names } = JSON.parse(process.argv[1]);
  const list = folder && (await migrationList(folder, names, file));
  const engine = await schemaEngine(file);
  const given = { filters: everything, ...parameters };
  if (method === 'diff') given.from = { tag: 'migrations', ...list };
  else given.migrationsList = list;
  process.stdout.write(JSON.stringify(await engine[method](given)) ?? 'null');
  process.exit(0);
`;

/** A call to Prisma's schema engine; see its `SchemaEngine`. */
export type EngineQuestion = {
  /** The file of the database, or the URL of one of PostgreSQL. */
  file: string;
  method: 'applyMigrations' | 'diagnoseMigrationHistory' | 'diff';
  parameters?: Record<string, unknown>;
  /** A folder of migrations in Prisma's layout, and their names. */
  folder: string;
  names: string[];
};

/** Calls Prisma's schema engine in a separate process, because its WebAssembly can be loaded only once per process. */
export async function askSchemaEngine(question: EngineQuestion): Promise<Record<string, unknown>> {
  const words = ['--input-type=module', '-e', script, JSON.stringify(question)];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root });
  return JSON.parse(stdout);
}
