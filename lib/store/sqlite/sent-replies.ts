import { createHash } from 'node:crypto';
import type { SqlQuery } from '@prisma/driver-adapter-utils';
import { type Asker, server } from '../../model/asker.ts';
import type { Answered, Header, SentReply } from '../../model/capture.ts';
import type { Turns } from '../turns.ts';
import { whenFree } from './busy.ts';
import type { Database } from './open.ts';
import type { Reader } from './reader.ts';
import { inTransaction, placeholders, query } from './transaction.ts';

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
function sentBy(answers: readonly { binId: number; answered: Answered }[]): (Content & { binId: number })[] {
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

/** Answers looked at in one statement, and replies that go in one. */
const lookedAtTogether = 4000;
const droppedTogether = 20;

/** Takes away what no answer of a bin refers to any more, some at a time. */
export async function dropUnreferenced(
  { connection, reader }: Database,
  turns: Turns,
  binId: number,
  asker: Asker,
): Promise<void> {
  const newest = reader.first<{ id: number; binId: number; seq: number }>(
    'SELECT rowid AS "id", "binId", "seq" FROM "Answer" ORDER BY rowid DESC LIMIT 1',
  );
  const referenced = await referencedIn(reader, turns, binId, asker);
  for (let after: Uint8Array | undefined = new Uint8Array(); after; ) {
    await turns.take(asker);
    const rows: { hash: Uint8Array }[] = reader.all(
      'SELECT "hash" FROM "SentReply" WHERE "binId" = ? AND "hash" > ? ORDER BY "hash" LIMIT 1000',
      binId,
      after,
    );
    const unreferenced = rows.filter(({ hash }) => !referenced.has(hex(hash)));
    for (let from = 0; from < unreferenced.length; from += droppedTogether) {
      await turns.take(asker);
      const hashes = unreferenced.slice(from, from + droppedTogether).map(({ hash }) => hash);
      if (!(await whenFree(() => drop(hashes)))) return;
    }
    after = rows.at(-1)?.hash;
  }

  /**
   * Answers that came since may refer to them: they have higher rowids than the newest there was, as long as that is there.
   * Once it is gone a rowid may be given again, and the next sweep looks anew.
   */
  function drop(hashes: readonly Uint8Array[]): Promise<boolean> {
    return inTransaction(connection, async (transaction) => {
      if (newest) {
        const isThere = 'SELECT 1 FROM "Answer" WHERE rowid = ? AND "binId" = ? AND "seq" = ?';
        const { rows } = await transaction.queryRaw(query(isThere, [newest.id, newest.binId, newest.seq]));
        if (rows.length === 0) return false;
      }
      const since = 'SELECT "sent" FROM "Answer" WHERE rowid >= ? AND +"binId" = ? AND "sent" IS NOT NULL';
      const sql = `DELETE FROM "SentReply" WHERE "binId" = ? AND "hash" IN (${placeholders(hashes)})
        AND "hash" NOT IN (${since})`;
      await transaction.executeRaw(query(sql, [binId, ...hashes, newest?.id ?? 0, binId]));
      return true;
    });
  }
}

/** The hashes that answers of a bin refer to. */
async function referencedIn(reader: Reader, turns: Turns, binId: number, asker: Asker): Promise<Set<string>> {
  const some = `SELECT "seq", "sent" FROM "Answer" WHERE "binId" = ? AND "seq" > ? ORDER BY "seq" LIMIT ${lookedAtTogether}`;
  const referenced = new Set<string>();
  for (let after: number | undefined = 0; after !== undefined; ) {
    await turns.take(asker);
    const place = [binId, after] as const;
    const read: { edge?: { seq: number }; rows: { sent: Uint8Array }[] } = reader.atOnce(() => ({
      edge: reader.first(`SELECT "seq" FROM (${some}) LIMIT 1 OFFSET ${lookedAtTogether - 1}`, ...place),
      rows: reader.all(`SELECT DISTINCT "sent" FROM (${some}) WHERE "sent" IS NOT NULL`, ...place),
    }));
    for (const { sent } of read.rows) referenced.add(hex(sent));
    after = read.edge?.seq;
  }
  return referenced;
}

/** A bin with more different replies than this is looked at by the sweep. */
const fewReplies = 50;

/** The same for every bin that keeps so many different replies that looking is worth it. */
export async function sweepSent(database: Database, turns: Turns): Promise<void> {
  const { reader } = database;
  const some = `SELECT "binId", "hash" FROM "SentReply" WHERE ("binId", "hash") > (?, ?)
    ORDER BY "binId", "hash" LIMIT ${lookedAtTogether}`;
  const counts = new Map<number, number>();
  type Place = { binId: number; hash: Uint8Array };
  for (let after: Place | undefined = { binId: 0, hash: new Uint8Array() }; after; ) {
    await turns.take(server);
    const place = [after.binId, after.hash] as const;
    after = reader.atOnce((): Place | undefined => {
      const sql = `SELECT "binId", COUNT(*) AS "count" FROM (${some}) GROUP BY 1`;
      for (const { binId, count } of reader.all<{ binId: number; count: number }>(sql, ...place))
        counts.set(binId, (counts.get(binId) ?? 0) + count);
      return reader.first<Place>(`${some} OFFSET ${lookedAtTogether - 1}`, ...place);
    });
    for (const [binId, count] of counts) {
      if (binId === after?.binId) continue;
      counts.delete(binId);
      if (count > fewReplies) await dropUnreferenced(database, turns, binId, server);
    }
  }
}

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}
