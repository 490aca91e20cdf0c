import path from 'node:path';
import { readConfig } from '#lib/config/read-config.ts';
import { backUp } from '#lib/store/sqlite/back-up.ts';

/** `npm run backup -- FILE`: copies the database to a new file, also while a server runs. */
async function main(): Promise<void> {
  const [target, ...more] = process.argv.slice(2);
  if (target === undefined || target.startsWith('-') || more.length > 0)
    throw new Error('Name the file to write: npm run backup -- wirebin-backup.db');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const began = performance.now();
  const { databaseUrl } = readConfig(process.env);
  if (!databaseUrl.startsWith('file:'))
    throw new Error('DATABASE_URL names a PostgreSQL database. Make backups of it with pg_dump.');
  const file = path.resolve(target);
  const { bins, captures, bytes } = await backUp(databaseUrl, process.cwd(), file, {
    progress: showProgress,
    signal: stop.signal,
  });
  clearProgress();
  const number = (count: number) => count.toLocaleString('en');
  const counted = (count: number, word: string) => `${number(count)} ${word}${count === 1 ? '' : 's'}`;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `${file}: ${counted(bins, 'bin')}, ${counted(captures, 'request')}, ${counted(bytes, 'byte')}, in ${seconds} s\n`,
  );
}

function showProgress(share: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${Math.floor(share * 100)} %`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}

main().catch((error: Error) => {
  clearProgress();
  process.stderr.write(`No backup was made. ${error.message}\n`);
  process.exit(1);
});
