import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

/**
 * Prisma's schema engine as WebAssembly: for writing migrations and for checking our own runner, without the binary that
 * `prisma migrate` would download. Its entry point expects a bundler, so the two halves are joined by hand.
 *
 * @param {string} databaseFile the SQLite file it works on, or `:memory:`
 */
export async function schemaEngine(databaseFile) {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const wasm = await readFile(path.join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory(
    runningScripts(new PrismaBetterSqlite3({ url: databaseFile })),
  );
  return glue.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
}

/** The engine runs whole migrations with `executeRaw`, where this driver takes one statement. */
function runningScripts(factory) {
  const connected = (connection) => {
    const executeRaw = connection.executeRaw.bind(connection);
    connection.executeRaw = (query) =>
      query.args.length > 0 ? executeRaw(query) : connection.executeScript(query.sql).then(() => 0);
    return connection;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => connected(await factory.connect()),
    connectToShadowDb: async () => connected(await factory.connectToShadowDb()),
  };
}

/** The migrations of a folder, as the engine wants them listed. */
export async function migrationList(folder, names) {
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "sqlite"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: await readFile(path.join(folder, name, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  };
}

/** The filter that leaves nothing out. */
export const everything = { externalTables: [], externalEnums: [] };
