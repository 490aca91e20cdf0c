import { defineConfig } from 'prisma/config';

// `prisma generate` asks for the schema-engine binary, which it does not run and which cannot be downloaded everywhere.
// Any executable satisfies it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'sqlite/schema.prisma',
  migrations: { path: 'sqlite/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'file:../data/wirebin.db' },
});
