import type {
  Answered,
  Capture,
  CaptureFacts,
  Header,
  ListedFacts,
  Recognised,
  RequestFacts,
  Via,
} from '#lib/model/capture.ts';
import { type CaptureTexts, sizeOf, textsOf } from './capture-size.ts';
import { type ResponseColumns, responseSelection, responseTables } from './response-row.ts';

/**
 * A row of `Capture`. The columns of each fact are listed with what is written to them and how the fact is read back.
 * A new column is added here, in the Prisma schemas and in a migration.
 */

/** A capture to be written: with its JSON, the bytes it counts for and, when it is imported, what people added to it. */
export type SizedCapture = {
  readonly binId: number;
  readonly received: Recognised;
  readonly texts: CaptureTexts;
  readonly size: number;
  readonly marks?: Pick<Capture, 'note' | 'pinned'>;
};

/** A row as a driver returns it. Booleans may be numbers. */
export type SummaryRow = ResponseColumns & {
  readonly seq: number;
  readonly longBodyId: number | null;
  readonly bodyStored: number;
} & Readonly<Record<string, unknown>>;

export type FactsRow = SummaryRow & { readonly trailers: string; readonly schemaViolations: string | null };
export type CaptureRow = FactsRow & { readonly body: Uint8Array };

type Write = (capture: SizedCapture, seq: number) => unknown;
/** A fact of a capture: by name of its columns what is written to them, and how it is read. */
type Fact<T> = {
  readonly columns: Readonly<Record<string, Write>>;
  readonly read: (row: Readonly<Record<string, unknown>>) => T;
};

/** What a list reads of a capture: all but the body, which may be megabytes, and the trailers. */
const summaryFacts = {
  seq: { columns: { seq: (_, seq) => seq }, read: (row) => row.seq as number },
  method: same('method'),
  target: same('target'),
  prefixLength: same('prefixLength'),
  httpVersion: same('httpVersion'),
  headers: {
    columns: { headers: ({ texts }) => texts.headers },
    read: (row) => JSON.parse(row.headers as string) as readonly Header[],
  },
  bodyStored: same('bodyStored'),
  bodySize: same('bodySize'),
  sha256: {
    columns: { sha256: ({ received }) => Buffer.from(received.sha256, 'hex') },
    read: (row) => Buffer.from(row.sha256 as Uint8Array).toString('hex'),
  },
  truncated: flag('truncated'),
  aborted: flag('aborted'),
  receivedAt: same('receivedAt'),
  headersMicros: same('headersMicros'),
  uploadMicros: same('uploadMicros'),
  malformed: same('malformed'),
  peer: {
    columns: {
      peerAddress: ({ received }) => received.peer.address,
      peerPort: ({ received }) => received.peer.port,
    },
    read: (row) => ({ address: row.peerAddress as string, port: row.peerPort as number }),
  },
  scheme: same('scheme'),
  tls: {
    columns: { tls: ({ received: { tls } }) => tls && JSON.stringify(tls) },
    read: (row) => jsonOrNull<RequestFacts['tls']>(row.tls),
  },
  client: {
    columns: { client: ({ texts }) => texts.client },
    read: (row) => jsonOrNull<RequestFacts['client']>(row.client),
  },
  via: { columns: { via: ({ received }) => received.via }, read: (row) => row.via as Via },
  provider: {
    columns: {
      provider: ({ received }) => received.provider?.id ?? null,
      event: ({ received }) => received.provider?.event ?? null,
      deliveryId: ({ received }) => received.provider?.deliveryId ?? null,
    },
    read: ({ provider, event, deliveryId }) =>
      provider === null
        ? null
        : {
            id: provider as string,
            event: event as string | null,
            deliveryId: deliveryId as string | null,
          },
  },
  signature: same('signature'),
  schema: same('schema'),
} satisfies Record<string, Fact<unknown>>;

/** What people add to a capture. A new one has none: only imports write these columns. */
const marks = {
  note: { columns: { note: ({ marks }) => marks?.note ?? null }, read: (row) => row.note as string | null },
  pinned: {
    columns: { pinned: ({ marks }) => numberOf(marks?.pinned ?? false) },
    read: (row) => isTrue(row.pinned),
  },
} satisfies Record<string, Fact<unknown>>;

const trailers = {
  columns: { trailers: ({ texts }) => texts.trailers },
  read: (row) => JSON.parse(row.trailers as string) as readonly Header[],
} satisfies Fact<unknown>;

const schemaViolations = {
  columns: { schemaViolations: ({ texts }) => texts.schemaViolations },
  read: (row) => jsonOrNull<Recognised['schemaViolations']>(row.schemaViolations) ?? [],
} satisfies Fact<unknown>;

const noBytes = new Uint8Array();

/** Other columns: the bin, the body or the id of its long body, and the bytes the capture counts for. */
const others: Readonly<Record<string, Write>> = {
  binId: ({ binId }) => binId,
  body: () => noBytes,
  longBodyId: ({ received }) => received.longBodyId,
  size: ({ size }) => size,
  content: ({ received }) => received.body,
};

/** Selects what is read of a single capture `c`, and not by lists. */
export const factsSelection = 'c."trailers", c."schemaViolations"';

/** Selects the body of a capture. Those of earlier versions have it in other columns. */
export const bodySelection = 'coalesce("content", "contentBeforeSchemas", "contentBefore", "body") AS "body"';

const written = Object.assign(
  {},
  ...Object.values(summaryFacts).map(({ columns }) => columns),
  trailers.columns,
  schemaViolations.columns,
  others,
);
const names = Object.keys(written);
const writes: readonly Write[] = Object.values(written);

/** Names of the columns that a new capture is written to, and of those of an imported one. */
export const captureColumns: readonly string[] = names;
export const importedColumns: readonly string[] = [...names, 'note', 'pinned'];

/** The values of these columns, in their order. */
export function captureValues(capture: SizedCapture, seq: number): unknown[] {
  return writes.map((write) => write(capture, seq));
}

export function importedValues(capture: SizedCapture, seq: number): unknown[] {
  return [
    ...captureValues(capture, seq),
    marks.note.columns.note(capture),
    marks.pinned.columns.pinned(capture),
  ];
}

/** A capture with its JSON and the bytes it counts for. */
export function withSize<T extends { binId: number; received: Recognised }>({
  binId,
  received,
}: T): SizedCapture {
  const texts = textsOf(received);
  return { binId, received, texts, size: sizeOf(received, texts) };
}

const read = { ...summaryFacts, ...marks };
const columnsRead = [...Object.values(read).flatMap(({ columns }) => Object.keys(columns)), 'longBodyId'];

/** The columns that a list selects of a capture `c` and its response `a`, and the tables to select from. */
export const summarySelection = `${columnsRead.map((name) => `c."${name}"`).join(', ')}, ${responseSelection}`;
export const capturesWithResponses = `"Capture" c ${responseTables}`;

export function summaryFactsOf(row: SummaryRow, answered: Answered | null): ListedFacts {
  return factsIn(row, answered);
}

export function captureFactsOf(row: FactsRow, answered: Answered | null): CaptureFacts {
  return Object.assign(factsIn(row, answered), {
    trailers: trailers.read(row),
    schemaViolations: schemaViolations.read(row),
  });
}

/** The capture of a row, given all its bytes: the row's own, or the pieces of its long body put together. */
export function captureOf(row: CaptureRow, answered: Answered | null, body: Uint8Array): Capture {
  return Object.assign(captureFactsOf(row, answered), { body });
}

type FactsRead = { [Name in keyof typeof read]: ReturnType<(typeof read)[Name]['read']> };
const factNames = Object.keys(read);
const factReads: readonly Fact<unknown>['read'][] = Object.values(read).map((fact) => fact.read);

/** Searches read many rows: so the object is filled in place and not copied. */
function factsIn(row: SummaryRow, answered: Answered | null): FactsRead & { answered: Answered | null } {
  const facts: Record<string, unknown> = {};
  for (let index = 0; index < factNames.length; index += 1) facts[factNames[index]!] = factReads[index]!(row);
  facts.answered = answered;
  return facts as FactsRead & { answered: Answered | null };
}

/** A fact that is stored unchanged, in a column with its name. */
function same<Name extends keyof Recognised>(name: Name) {
  return {
    columns: { [name]: ({ received }: SizedCapture) => received[name] },
    read: (row: Readonly<Record<string, unknown>>) => row[name] as Recognised[Name],
  };
}

function flag(name: 'truncated' | 'aborted') {
  return {
    columns: { [name]: ({ received }: SizedCapture) => numberOf(received[name]) },
    read: (row: Readonly<Record<string, unknown>>) => isTrue(row[name]),
  };
}

function numberOf(is: boolean): number {
  return is ? 1 : 0;
}

function isTrue(value: unknown): boolean {
  return value === 1 || value === true;
}

function jsonOrNull<T>(text: unknown): T | null {
  return text === null ? null : (JSON.parse(text as string) as T);
}

/** The same bytes as a plain Uint8Array instead of a Buffer. Copies nothing. */
export function plainBytes({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
