import { createHash } from 'node:crypto';
import type { Transaction } from '@prisma/driver-adapter-utils';
import { type Answered, type Header, type SentReply, storedOfResponse } from '../../model/capture.ts';
import type { Doomed } from './removal.ts';
import { query } from './transaction.ts';

type Content = { hash: Uint8Array; key: string; headers: string; body: Uint8Array };

/** Replies that are sent again and again are objects that stay the same: hashed once. */
const contents = new WeakMap<readonly Header[], { body: Uint8Array; content: Content }>();

/** What a reply is kept as, and under which hash. */
function contentOf({ headers, body }: SentReply): Content {
  const known = contents.get(headers);
  if (known?.body === body) return known.content;
  const kept = body.length > storedOfResponse ? body.slice(0, storedOfResponse) : body;
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

/** A reply that answers refer to, and how many of them do. */
type Used = Content & { readonly binId: number; uses: number };

function usedBy(answers: readonly { binId: number; answered: Answered }[]): Used[] {
  const different = new Map<string, Used>();
  for (const { binId, answered } of answers) {
    if (!answered.sent) continue;
    const content = contentOf(answered.sent);
    const key = `${binId} ${content.key}`;
    const used = different.get(key);
    if (used) used.uses += 1;
    else different.set(key, { binId, ...content, uses: 1 });
  }
  return [...different.values()];
}

/**
 * Keeps what answers refer to, each reply of a bin once, and counts how many refer to it. `add` is told how many bytes that adds
 * to a bin, with what is noted of how the answers were chosen.
 */
export async function keepSent(
  transaction: Transaction,
  answers: readonly { binId: number; answered: Answered }[],
  add: (binId: number, bytes: number) => void,
): Promise<void> {
  for (const { binId, answered } of answers) {
    const { chosen } = chosenColumns(answered);
    if (chosen !== null) add(binId, chosen.length);
  }
  for (const { binId, hash, headers, body, uses } of usedBy(answers)) {
    const size = headers.length + body.length;
    const { rows } = await transaction.queryRaw(query(counting, [binId, hash, uses, size]));
    if (Number(rows[0]?.[0]) !== uses) continue;
    const sql = `INSERT OR REPLACE INTO "SentReply" ("binId","hash","headers","body") VALUES (?,?,?,?)`;
    const insertion = query(sql, [binId, hash, headers, body]);
    await transaction.executeRaw(insertion);
    // As in `write-group.ts`: Prisma's debug log would remember the bytes.
    insertion.args.length = 0;
    add(binId, size);
  }
}

const counting = `
  INSERT INTO "SentReplyUse" ("binId", "hash", "uses", "size") VALUES (?, ?, ?, ?)
  ON CONFLICT ("binId", "hash") DO UPDATE SET "uses" = "uses" + excluded."uses"
  RETURNING "uses"`;

/** Lets go of what captures refer to that are about to be removed; what nothing refers to any more goes. How many bytes that frees. */
export async function releaseSent(
  transaction: Transaction,
  binId: number,
  captures: readonly Pick<Doomed, 'sent'>[],
): Promise<number> {
  let freed = 0;
  const unused: string[] = [];
  for (const [hash, { size, uses, released }] of releases(captures)) {
    if (released < uses) {
      const sql = `UPDATE "SentReplyUse" SET "uses" = "uses" - ? WHERE "binId" = ? AND "hash" = unhex(?)`;
      await transaction.executeRaw(query(sql, [released, binId, hash]));
    } else {
      unused.push(hash);
      freed += size;
    }
  }
  const these = unused.map(() => 'unhex(?)').join(',');
  for (const table of unused.length > 0 ? ['SentReplyUse', 'SentReply'] : []) {
    const sql = `DELETE FROM "${table}" WHERE "binId" = ? AND "hash" IN (${these})`;
    await transaction.executeRaw(query(sql, [binId, ...unused]));
  }
  return freed;
}

/** By the hash of each reply: how long it is, how many captures got it, and how many of these are let go. */
function releases(captures: readonly Pick<Doomed, 'sent'>[]) {
  const all = new Map<string, { size: number; uses: number; released: number }>();
  for (const { sent } of captures) {
    if (!sent) continue;
    const known = all.get(sent.hash);
    if (known) known.released += 1;
    else all.set(sent.hash, { size: sent.size, uses: sent.uses, released: 1 });
  }
  return all;
}

function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}
