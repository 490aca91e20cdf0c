import { createHash } from 'node:crypto';
import type { SqlQuery } from '@prisma/driver-adapter-utils';
import type { Answered, Header, SentReply } from '../../model/capture.ts';
import type { PrismaClient } from '../generated/sqlite/client.ts';
import type { SentRow } from '../rows.ts';
import { query } from './transaction.ts';

/** How much of a reply's body is kept, bytes. */
const mostKept = 64 * 1024;

type Content = { hash: Uint8Array; key: string; headers: string; body: Uint8Array };

/** Replies that are sent again and again are objects that stay the same: hashed once. */
const contents = new WeakMap<readonly Header[], { body: Uint8Array; content: Content }>();

/** What a reply is kept as, and under which hash. */
function contentOf({ headers, body }: SentReply): Content {
  const known = contents.get(headers);
  if (known?.body === body) return known.content;
  const kept = body.length > mostKept ? body.slice(0, mostKept) : body;
  const text = JSON.stringify(headers);
  const hash = createHash('sha256').update(`${text.length} ${text}`).update(kept).digest().subarray(0, 16);
  const content = { hash, key: hex(hash), headers: text, body: kept };
  contents.set(headers, { body, content });
  return content;
}

/** What a row says of an answer beyond its status, and what the row refers to. */
export function chosenColumns({ status, micros, complete, sent, bodySent, ...told }: Answered) {
  return {
    chosen: isPlain(told) ? null : JSON.stringify(told),
    sent: sent ? contentOf(sent).hash : null,
    bodySize: sent?.bodySize ?? null,
    bodySent: bodySent ?? null,
  };
}

/** Whether nothing is to be said of it: chosen by default, at once, as it should be. */
function isPlain({ chosenBy, ...more }: Partial<Answered>): boolean {
  if (chosenBy !== undefined && chosenBy.by !== 'default') return false;
  for (const key in more) if (more[key as keyof typeof more]) return false;
  return true;
}

/** What answers refer to, once each. */
export function sentBy(
  answers: readonly { binId: number; answered: Answered }[],
): (Content & { binId: number })[] {
  const different = new Map<string, Content & { binId: number }>();
  for (const { binId, answered } of answers) {
    if (!answered.sent) continue;
    const content = contentOf(answered.sent);
    const key = `${binId} ${content.key}`;
    if (!different.has(key)) different.set(key, { binId, ...content });
  }
  return [...different.values()];
}

/** Statements that keep what answers refer to; what is there stays. */
export function keepSent(answers: Parameters<typeof sentBy>[0]): SqlQuery[] {
  const rows = sentBy(answers).map(({ binId, hash, headers, body }) => [binId, hash, headers, body]);
  const statements: SqlQuery[] = [];
  for (let from = 0; from < rows.length; from += 200) {
    const some = rows.slice(from, from + 200);
    const places = some.map(() => '(?,?,?,?)').join(',');
    const sql = `INSERT OR IGNORE INTO "SentReply" ("binId","hash","headers","body") VALUES ${places}`;
    statements.push(query(sql, some.flat()));
  }
  return statements;
}

/** What these answers refer to. */
export async function sentAmong(
  client: PrismaClient,
  binId: number,
  answers: readonly { sent: Uint8Array | null }[],
): Promise<(answer: { sent: Uint8Array | null }) => SentRow | undefined> {
  const hashes = new Map(
    answers.flatMap(({ sent }) => (sent ? [[hex(sent), new Uint8Array(sent)] as const] : [])),
  );
  if (hashes.size === 0) return () => undefined;
  const rows = await client.sentReply.findMany({ where: { binId, hash: { in: [...hashes.values()] } } });
  const found = new Map(rows.map((row) => [hex(row.hash), row]));
  return ({ sent }) => (sent ? found.get(hex(sent)) : undefined);
}

/** Takes away what no answer of a bin refers to any more. */
export async function dropUnreferenced(client: PrismaClient, binId: number): Promise<void> {
  await client.$executeRaw`
    DELETE FROM "SentReply" WHERE "binId" = ${binId} AND "hash" NOT IN
      (SELECT "sent" FROM "Answer" WHERE "binId" = ${binId} AND "sent" IS NOT NULL)`;
}

/** The same for every bin that keeps so many different replies that looking is worth it. */
export async function sweepSent(client: PrismaClient): Promise<void> {
  const bins = await client.sentReply.groupBy({ by: ['binId'], _count: { _all: true } });
  for (const { binId, _count } of bins) if (_count._all > 50) await dropUnreferenced(client, binId);
}

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}
