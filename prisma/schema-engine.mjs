import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

/**
 * Prisma's schema engine as WebAssembly: for writing migrations and for checking our own runner, without the binary that
 * `prisma migrate` would download. Its entry point expects a bundler, so the two halves are joined by hand.
 *
 * @param {string} database the SQLite file it works on, or `:memory:`; or the URL of a PostgreSQL database, whose role may create others
 */
export async function schemaEngine(database) {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const wasm = await readFile(path.join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory(
    providerOf(database) === 'postgresql'
      ? await postgresFactory(partsOf(database))
      : runningScripts(new PrismaBetterSqlite3({ url: database })),
  );
  return glue.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
}

/** The name by which Prisma knows the kind of a database. */
function providerOf(database) {
  return database.startsWith('postgres') ? 'postgresql' : 'sqlite';
}

/** The parts of a URL: with the URL itself, the adapter would use its database as the shadow database too. */
function partsOf(database) {
  const { hostname: host, port, username: user, password, pathname } = new URL(database);
  return {
    host,
    port: Number(port || 5432),
    user,
    password: decodeURIComponent(password),
    database: pathname.slice(1),
  };
}

/** Numbers of types in PostgreSQL's catalogue (pg_type). */
const [char, text] = [18, 25];

/**
 * Prisma's adapter, with two changes. It drops the shadow database while it is still connected to it, which fails: here it disconnects
 * first. And it does not know the type `"char"` of PostgreSQL's catalogue, which the engine reads: here that is text.
 */
async function postgresFactory(parts) {
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const factory = new PrismaPg(parts);
  const connected = async (to) => {
    const connection = await to.connect();
    const pool = connection.underlyingDriver();
    const query = pool.query.bind(pool);
    pool.query = async (...given) => {
      const result = await query(...given);
      for (const field of result.fields ?? []) if (field.dataTypeID === char) field.dataTypeID = text;
      return result;
    };
    return connection;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: () => connected(factory),
    async connectToShadowDb() {
      const main = await factory.connect();
      const database = `wirebin_shadow_${process.pid}_${Date.now()}`;
      await main.executeScript(`CREATE DATABASE "${database}"`);
      const shadow = await connected(new PrismaPg({ ...parts, database }));
      const disconnect = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await disconnect();
        await main.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`);
        await main.dispose();
      };
      return shadow;
    },
  };
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

/** The migrations of a folder, as the engine wants them listed, for a database as in `schemaEngine`. */
export async function migrationList(folder, names, database = ':memory:') {
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: `provider = "${providerOf(database)}"\n` },
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
