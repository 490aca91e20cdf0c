import { type MediaType, parseMediaType } from '#lib/http/media-type.ts';
import type { Found, Glimpse } from './body-kind.ts';
import { decodeText } from './decode-text.ts';
import { type BodyKindId, bodyKindList } from './index.ts';
import { sniffMediaType } from './sniff-media-type.ts';

/** The kinds as which a body can be shown. */
export type BodyKinds = {
  /** The kind shown first; null if there is no body. */
  readonly best: BodyKindId | null;
  /** Every available kind, the best first. Text and hex are always included; empty if there is no body. */
  readonly offered: readonly BodyKindId[];
  /** A word for tabs and pills: `JSON`, `Form`, `Text`, else the media type (`image/png`), `Binary`, `Empty`. */
  readonly label: string;
  /** A sentence if Content-Type and content disagree; else null. */
  readonly note: string | null;
};

/** How many bytes are examined, whatever the body's length. */
const glimpseBytes = 4096;

/** The kinds that can show any body. */
const always = new Set<BodyKindId>(['text', 'hex']);

/** The kinds of binary bodies, even if the bytes are valid text in some charset. */
export const byteKinds: ReadonlySet<string | null> = new Set<BodyKindId>([
  'messagepack',
  'protobuf',
  'cbor',
  'hex',
]);

/**
 * Decides how to show a body from its Content-Type (null if there was none) and its first bytes. Wrong labels are common,
 * so content that is certain takes precedence over the label (see `Found`).
 */
export function chooseKinds(contentType: string | null, body: Uint8Array): BodyKinds {
  if (body.length === 0) return { best: null, offered: [], label: 'Empty', note: null };
  const mediaType = contentType === null ? null : parseMediaType(contentType);
  const glimpse = glimpseAt(body, mediaType);
  const kinds = bodyKindList.map((kind) => ({ id: kind.id, title: kind.title, ...kind.fits(glimpse) }));
  const best =
    kinds.find((kind) => kind.found === 'certain') ??
    kinds.find((kind) => kind.named && kind.found !== 'no') ??
    kinds.find((kind) => kind.found === 'likely') ??
    kinds.find((kind) => kind.id === 'hex')!;
  const others = kinds.filter(
    (kind) => kind !== best && (always.has(kind.id) || kind.named || isEvident(kind.found)),
  );
  const known = kinds.some((kind) => kind.named);
  return {
    best: best.id,
    offered: [best, ...others].map((kind) => kind.id),
    ...(best.id === 'preview' ? describeSniffed(head(body), mediaType) : describe(best, mediaType, known)),
  };
}

function isEvident(found: Found): boolean {
  return found === 'likely' || found === 'certain';
}

function glimpseAt(body: Uint8Array, mediaType: MediaType | null): Glimpse {
  const whole = body.length <= glimpseBytes;
  const bytes = head(body);
  const decoded = decodeText(bytes, mediaType?.parameters.get('charset') ?? null, { cut: !whole });
  return { mediaType, bytes, text: decoded.text.replace(/^\ufeff/, ''), decodable: !decoded.replaced, whole };
}

function head(body: Uint8Array): Uint8Array {
  return body.subarray(0, glimpseBytes);
}

/** A body recognized by its first bytes has the name of its format. */
function describeSniffed(bytes: Uint8Array, mediaType: MediaType | null): Pick<BodyKinds, 'label' | 'note'> {
  const found = sniffMediaType(bytes);
  // A page whose bytes are invalid in its charset.
  if (found === null) return { label: mediaType?.essence ?? 'text/html', note: null };
  const { essence, way } = found;
  const sent = mediaType?.essence.replace(/^image\/(?:jpg|pjpeg)$/, 'image/jpeg') ?? essence;
  // Audio and video formats have many names.
  const isSame = sent === essence || (way !== 'picture' && sent.split('/')[0] === essence.split('/')[0]);
  const isNews = !isSame && sent !== 'application/octet-stream';
  return { label: essence, note: isNews ? `Content-Type is ${sent}, but the body is ${essence}.` : null };
}

/** The label and note. A media type without a kind here (`application/pdf`) is more specific than `Text` or `Binary`. */
function describe(
  best: { id: BodyKindId; title: string; named: boolean },
  mediaType: MediaType | null,
  known: boolean,
): { label: string; note: string | null } {
  const title = best.id === 'hex' ? 'Binary' : best.title;
  const essence = mediaType?.essence ?? 'application/octet-stream';
  if (essence === 'application/octet-stream') return { label: title, note: null };
  const isTelling = best.id === 'text' && best.named && essence !== 'text/plain';
  if (isTelling || (!known && always.has(best.id))) return { label: essence, note: null };
  if (best.named) return { label: title, note: null };
  const finding = best.id === 'hex' ? 'not valid text in its character encoding' : nounOf(best);
  return { label: title, note: `Content-Type is ${essence}, but the body is ${finding}.` };
}

/** A kind as the end of the sentence "the body is …". */
function nounOf({ id, title }: { id: BodyKindId; title: string }): string {
  const nouns: Partial<Record<BodyKindId, string>> = {
    ndjson: 'NDJSON',
    form: 'a URL-encoded form',
    multipart: 'multipart',
    http: 'an HTTP message',
    csv: 'CSV',
    text: 'plain text',
  };
  return nouns[id] ?? title;
}
