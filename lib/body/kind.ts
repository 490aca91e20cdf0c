import { type MediaType, parseMediaType } from '#lib/http/media-type.ts';
import type { Found, Glimpse } from './body-kind.ts';
import { decodeText } from './decode.ts';
import { type BodyKindId, bodyKindList } from './index.ts';
import { sniff } from './sniff.ts';

/** How a body can be read. */
export type BodyKinds = {
  /** The kind to show first; null when there is no body. */
  readonly best: BodyKindId | null;
  /** Every kind to offer, the best first. Text and hex are always among them; none when there is no body. */
  readonly offered: readonly BodyKindId[];
  /** A word for tabs and pills: `JSON`, `Form`, `Text`, else the media type (`image/png`), `Binary`, `Empty`. */
  readonly label: string;
  /** A sentence where label and content disagree; else null. */
  readonly note: string | null;
};

/** How many bytes are looked at, whatever the body's length. */
const glimpseBytes = 4096;

/** The kinds that can show any body. */
const always = new Set<BodyKindId>(['text', 'hex']);

/** The kinds of bodies that are no text, whatever of them a charset could make one. */
export const byteKinds: ReadonlySet<string | null> = new Set<BodyKindId>([
  'messagepack',
  'protobuf',
  'cbor',
  'hex',
]);

/**
 * Decides how to read a body from the value of its Content-Type, null when there was none, and its first bytes.
 * Wrong labels are everyday traffic, so content that speaks for itself outranks the label (see `Found`).
 */
export function bodyKinds(contentType: string | null, body: Uint8Array): BodyKinds {
  if (body.length === 0) return { best: null, offered: [], label: 'Empty', note: null };
  const mediaType = contentType === null ? null : parseMediaType(contentType);
  const glimpse = glimpseAt(body, mediaType);
  const judged = bodyKindList.map((kind) => ({ id: kind.id, title: kind.title, ...kind.fits(glimpse) }));
  const best =
    judged.find((kind) => kind.found === 'certain') ??
    judged.find((kind) => kind.named && kind.found !== 'no') ??
    judged.find((kind) => kind.found === 'likely') ??
    judged.find((kind) => kind.id === 'hex')!;
  const others = judged.filter(
    (kind) => kind !== best && (always.has(kind.id) || kind.named || isEvident(kind.found)),
  );
  const known = judged.some((kind) => kind.named);
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

/** What was told by its first bytes is called by the name of its format. */
function describeSniffed(bytes: Uint8Array, mediaType: MediaType | null): Pick<BodyKinds, 'label' | 'note'> {
  const found = sniff(bytes);
  // A page whose bytes are no text in its charset.
  if (found === null) return { label: mediaType?.essence ?? 'text/html', note: null };
  const { essence, way } = found;
  const sent = mediaType?.essence.replace(/^image\/(?:jpg|pjpeg)$/, 'image/jpeg') ?? essence;
  // Formats of sound and film have many names.
  const isSame = sent === essence || (way !== 'picture' && sent.split('/')[0] === essence.split('/')[0]);
  const isNews = !isSame && sent !== 'application/octet-stream';
  return { label: essence, note: isNews ? `sent as ${sent}, reads as ${essence}` : null };
}

/** Label and note. A media type that no kind here knows (`application/pdf`) says more than `Text` or `Binary` would. */
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
  const finding = best.id === 'hex' ? 'but is not text in its charset' : `reads as ${title}`;
  return { label: title, note: `sent as ${essence}, ${finding}` };
}
