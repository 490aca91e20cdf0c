import { fromBytes, readable, utf8OrNull } from '#lib/http/byte-string.ts';
import type { Header } from '#lib/model/capture.ts';
import type { OwnTarget } from '../destination/sent-target.ts';

/** What a draft begins with: a captured request, a sample event, or nothing. */
export type Base = {
  readonly method: string;
  readonly target: OwnTarget;
  readonly httpVersion: string;
  readonly headers: readonly Header[];
  readonly trailers: readonly Header[];
  /** Null when it is so long that it was not loaded: it can be sent as it is, or replaced. */
  readonly body: Uint8Array | null;
  readonly bodySize: number;
  /** The positions of headers that are filled when the request is signed, and are not sent otherwise. */
  readonly signatureHeaders: readonly number[];
};

/** A row of the header table. Name and value are byte strings. */
export type HeaderRow = {
  /** Unique within the draft, also after rows were moved and removed. */
  readonly id: number;
  readonly name: string;
  readonly value: string;
  /** False if the header is not sent. */
  readonly isOn: boolean;
  /** The header of the base that it was; null for a new one. */
  readonly from: number | null;
  /** Its value is computed when the request is signed. */
  readonly isSignature: boolean;
};

/** The body as it is being edited; `kept` is that of the base. */
export type DraftBody =
  | { readonly is: 'kept' }
  | { readonly is: 'text'; readonly text: string; readonly lineBreak: '\n' | '\r\n' }
  | { readonly is: 'hex' | 'base64'; readonly text: string }
  | { readonly is: 'file'; readonly name: string; readonly bytes: Uint8Array };

/** A request that is being written. */
export type Draft = {
  readonly base: Base;
  readonly method: string;
  /** Null for the usual one at the destination. */
  readonly target: string | null;
  readonly rows: readonly HeaderRow[];
  readonly nextId: number;
  readonly body: DraftBody;
};

/** `text` is what a person typed, so that it can have any characters; it is sent as UTF-8. */
export type DraftEvent =
  | { readonly type: 'method'; readonly text: string }
  | { readonly type: 'target'; readonly text: string | null }
  | { readonly type: 'header-name' | 'header-value'; readonly id: number; readonly text: string }
  | { readonly type: 'header-switched' | 'header-doubled' | 'header-removed'; readonly id: number }
  /** To another place in the order, which is limited to the table. */
  | { readonly type: 'header-moved'; readonly id: number; readonly by: number }
  | { readonly type: 'header-added' }
  | { readonly type: 'body'; readonly body: DraftBody }
  /** Everything as it was at first. */
  | { readonly type: 'undone' };

export function draftOf(base: Base): Draft {
  const rows = base.headers.map(([name, value], index): HeaderRow => {
    return {
      id: index,
      name,
      value,
      isOn: true,
      from: index,
      isSignature: base.signatureHeaders.includes(index),
    };
  });
  return { base, method: base.method, target: null, rows, nextId: rows.length, body: { is: 'kept' } };
}

export function reduceDraft(draft: Draft, event: DraftEvent): Draft {
  switch (event.type) {
    case 'method':
      return { ...draft, method: byteStringOf(event.text) };
    case 'target':
      return { ...draft, target: event.text === null ? null : byteStringOf(event.text) };
    case 'header-name':
      return withRow(draft, event.id, (row) => [{ ...row, name: byteStringOf(event.text) }]);
    case 'header-value':
      return withRow(draft, event.id, (row) => [
        { ...row, value: byteStringOf(event.text), isSignature: false },
      ]);
    case 'header-switched':
      return withRow(draft, event.id, (row) => [{ ...row, isOn: !row.isOn }]);
    case 'header-removed':
      return withRow(draft, event.id, () => []);
    case 'header-doubled': {
      const id = draft.nextId;
      const doubled = withRow(draft, event.id, (row) => [
        row,
        { ...row, id, from: null, isSignature: false },
      ]);
      return { ...doubled, nextId: id + 1 };
    }
    case 'header-moved':
      return { ...draft, rows: moved(draft.rows, event.id, event.by) };
    case 'header-added': {
      const row = { id: draft.nextId, name: '', value: '', isOn: true, from: null, isSignature: false };
      return { ...draft, rows: [...draft.rows, row], nextId: draft.nextId + 1 };
    }
    case 'body':
      return { ...draft, body: event.body };
    case 'undone':
      return { ...draftOf(draft.base), nextId: draft.nextId };
  }
}

function withRow(draft: Draft, id: number, change: (row: HeaderRow) => readonly HeaderRow[]): Draft {
  return { ...draft, rows: draft.rows.flatMap((row) => (row.id === id ? change(row) : [row])) };
}

function moved(rows: readonly HeaderRow[], id: number, by: number): readonly HeaderRow[] {
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) return rows;
  const place = Math.max(0, Math.min(rows.length - 1, index + by));
  return rows.toSpliced(index, 1).toSpliced(place, 0, rows[index]!);
}

/** The byte string of a text that somebody typed: its UTF-8. */
export function byteStringOf(text: string): string {
  return fromBytes(new TextEncoder().encode(text));
}

/** A byte string as it is edited. */
export const editable = readable;

/** The headers that are sent, in their order. Those of the signature are left out; signing adds them. */
export function sentHeaders({ rows }: Pick<Draft, 'rows'>): Header[] {
  return rows.filter((row) => isSent(row) && !row.isSignature).map(({ name, value }) => [name, value]);
}

/** The same with empty headers in the places of the signature. */
export function headersToSign({ rows }: Pick<Draft, 'rows'>): Header[] {
  return rows.filter(isSent).map(({ name, value }) => [name, value]);
}

function isSent({ isOn, name }: HeaderRow): boolean {
  return isOn && name !== '';
}

/** The bytes of a body; `wrong` if what was entered is not hexadecimal or base64; null if they are not loaded. */
export type BodyBytes = Uint8Array | 'wrong' | null;

/** Those of bodies that were edited. Bodies can be long, and are never changed: each is encoded once. */
const encodedBodies = new WeakMap<DraftBody, Uint8Array | 'wrong'>();

/** The bytes of the body of a draft; the same object as long as the body is the same. */
export function bodyBytes({ base, body }: Pick<Draft, 'base' | 'body'>): BodyBytes {
  if (body.is === 'kept') return base.body;
  const known = encodedBodies.get(body);
  if (known !== undefined) return known;
  const bytes = encodedBody(body);
  encodedBodies.set(body, bytes);
  return bytes;
}

function encodedBody(body: Exclude<DraftBody, { is: 'kept' }>): Uint8Array | 'wrong' {
  switch (body.is) {
    case 'text':
      return new TextEncoder().encode(
        body.lineBreak === '\n' ? body.text : body.text.replaceAll('\n', body.lineBreak),
      );
    case 'hex':
      return bytesOfHex(body.text) ?? 'wrong';
    case 'base64':
      return bytesOfBase64(body.text) ?? 'wrong';
    case 'file':
      return body.bytes;
  }
}

function bytesOfHex(text: string): Uint8Array | null {
  const digits = text.replaceAll(/\s/g, '');
  if (digits.length % 2 !== 0 || /[^\da-f]/i.test(digits)) return null;
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}

function bytesOfBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text.replaceAll(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** How a body can be edited. */
export type BodyForm = 'text' | 'hex' | 'base64';

/**
 * Bytes in the form in which they are edited at first: text if they are UTF-8 with one kind of line break, which text fields keep; else
 * hexadecimal.
 */
export function bodyInUsualForm(bytes: Uint8Array): DraftBody {
  return bodyInForm(bytes, 'text') ?? { is: 'hex', text: hexOf(bytes) };
}

/** Bytes in a form to edit; null if they are not text, or would be changed by a text field. */
export function bodyInForm(bytes: Uint8Array, form: BodyForm): DraftBody | null {
  if (form === 'hex') return { is: 'hex', text: hexOf(bytes) };
  if (form === 'base64') return { is: 'base64', text: btoa(fromBytes(bytes)) };
  const text = utf8OrNull(bytes);
  if (text === null || text.includes('\0')) return null;
  if (!text.includes('\r')) return { is: 'text', text, lineBreak: '\n' };
  const joined = text.replaceAll('\r\n', '\n');
  const isWhole = !joined.includes('\r') && joined.replaceAll('\n', '\r\n') === text;
  return isWhole ? { is: 'text', text: joined, lineBreak: '\r\n' } : null;
}

/** Hexadecimal, sixteen bytes a line. */
function hexOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const line = Array.from(bytes.subarray(at, at + 16), (byte) => byte.toString(16).padStart(2, '0'));
    lines.push(line.join(' '));
  }
  return lines.join('\n');
}
