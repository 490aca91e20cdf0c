import { importedColumns, importedValues, type SizedCapture } from '../capture-row.ts';
import { storableInt } from './largest-int.ts';
import type { Statements } from './statements.ts';
import { storable } from './text-with-nul.ts';

/**
 * Captures as the values of one statement, whatever their number: their columns as JSON, and their bodies in one piece of bytes, of which
 * each row takes its part. Other ways to give rows to PostgreSQL are compared in docs/decisions/0067.
 */

/** Columns that are not text. */
const types: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'seq prefixLength binId longBodyId bodyStored headersMicros uploadMicros peerPort size'
      .split(' ')
      .map((name) => [name, 'int']),
  ),
  bodySize: 'bigint',
  receivedAt: 'bigint',
  truncated: 'boolean',
  aborted: 'boolean',
  pinned: 'boolean',
  sha256: 'bytea',
};

/** Columns of which the first has no bytes, and the other those of the body. */
const [emptyColumn, bodyColumn] = ['body', 'content'];
const inJson = importedColumns.filter((name) => name !== emptyColumn && name !== bodyColumn);

/** The table of new captures as `given`: its value is the JSON. `seq` may be a place in the bin that is added to its last seq. */
export const givenCaptures = `json_to_recordset(?::json) AS "given"(
  ${inJson.map((name) => `"${name}" ${types[name] ?? 'text'}`).join(', ')}, "from" int, "length" int)`;

/** What is inserted, and where it comes from in `given`: the value is the bytes of all bodies. */
export const insertedColumns = [...inJson, emptyColumn, bodyColumn].map((name) => `"${name}"`).join(', ');
export function selectedColumns(seq: string): string {
  const columns = inJson.map((name) => (name === 'seq' ? seq : `"given"."${name}"`)).join(', ');
  return `${columns}, ''::bytea, substr(?::bytea, "given"."from", "given"."length")`;
}

const sha256At = importedColumns.indexOf('sha256');
const bodyAt = importedColumns.indexOf(bodyColumn!);
const isInt = importedColumns.map((name) => types[name] === 'int');

/** The two values for captures with these seqs. */
export function valuesOf(rows: readonly { readonly capture: SizedCapture; readonly seq: number }[]): {
  readonly json: string;
  readonly bodies: Buffer;
} {
  const bodies: Uint8Array[] = [];
  let from = 1;
  const objects = rows.map(({ capture, seq }) => {
    const values = importedValues(capture, seq);
    const row: Record<string, unknown> = {};
    for (let index = 0; index < importedColumns.length; index += 1) {
      const value = values[index];
      if (index === sha256At) row.sha256 = `\\x${(value as Buffer).toString('hex')}`;
      else if (index === bodyAt) {
        const { length } = value as Uint8Array;
        Object.assign(row, { from, length });
        bodies.push(value as Uint8Array);
        from += length;
      } else if (typeof value === 'string') row[importedColumns[index]!] = storable(value);
      else if (isInt[index])
        row[importedColumns[index]!] = value === null ? null : storableInt(value as number);
      else if (value !== null && !ArrayBuffer.isView(value)) row[importedColumns[index]!] = value;
    }
    return row;
  });
  return {
    json: JSON.stringify(objects),
    bodies: bodies.length === 1 ? bufferOf(bodies[0]!) : Buffer.concat(bodies),
  };
}

/** The same bytes as a Buffer, without a copy. */
function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

const insertion = `
  INSERT INTO "Capture" (${insertedColumns}) SELECT ${selectedColumns('"given"."seq"')} FROM ${givenCaptures}`;

/** Inserts captures whose seqs are known. Their bin is locked. */
export async function insertCaptures(
  statements: Statements,
  rows: readonly { readonly capture: SizedCapture; readonly seq: number }[],
): Promise<void> {
  const { json, bodies } = valuesOf(rows);
  await statements.run(insertion, bodies, json);
}
