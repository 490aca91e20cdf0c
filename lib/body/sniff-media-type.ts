/** A media type that browsers can show, detected by its first bytes, and how they show it. */
export type SniffedType = {
  readonly essence: string;
  readonly way: 'picture' | 'sound' | 'film' | 'document';
};

type Pattern = { readonly bytes: string; readonly at?: number; readonly is: SniffedType };

/**
 * The first bytes of formats (MIME Sniffing Standard §6; RFC 9649; ISO/IEC 14496-12 §4.3), as hexadecimal digits with `..`
 * for any byte. SVG is not a picture here: it is a document with scripts.
 */
const patterns: readonly Pattern[] = [
  { bytes: '89504e470d0a1a0a', is: { essence: 'image/png', way: 'picture' } },
  { bytes: 'ffd8ff', is: { essence: 'image/jpeg', way: 'picture' } },
  { bytes: '474946383761', is: { essence: 'image/gif', way: 'picture' } },
  { bytes: '474946383961', is: { essence: 'image/gif', way: 'picture' } },
  { bytes: '52494646........57454250', is: { essence: 'image/webp', way: 'picture' } },
  { bytes: '6674797061766966', at: 4, is: { essence: 'image/avif', way: 'picture' } },
  { bytes: '6674797061766973', at: 4, is: { essence: 'image/avif', way: 'picture' } },
  { bytes: '255044462d', is: { essence: 'application/pdf', way: 'document' } },
  { bytes: '494433', is: { essence: 'audio/mpeg', way: 'sound' } },
  { bytes: '52494646........57415645', is: { essence: 'audio/wav', way: 'sound' } },
  { bytes: '664c6143', is: { essence: 'audio/flac', way: 'sound' } },
  { bytes: '4f67675300', is: { essence: 'audio/ogg', way: 'sound' } },
  { bytes: '667479704d3441', at: 4, is: { essence: 'audio/mp4', way: 'sound' } },
  { bytes: '66747970', at: 4, is: { essence: 'video/mp4', way: 'film' } },
  { bytes: '1a45dfa3', is: { essence: 'video/webm', way: 'film' } },
];

/** Detects the format of a body by its first bytes; null if it is unknown or browsers cannot show it. */
export function sniffMediaType(body: Uint8Array): SniffedType | null {
  const found = patterns.find(({ bytes, at }) => beginsWith(body, bytes, at));
  if (found) return found.is;
  // An MPEG frame without a tag: eleven bits, then a valid version, layer and rate.
  const [first = 0, second = 0, third = 0] = body;
  const isFrame =
    first === 0xff && (second & 0xe6) > 0xe0 && (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c;
  return isFrame && body.length > 400 ? { essence: 'audio/mpeg', way: 'sound' } : null;
}

/** Whether a body has bytes at an offset, given as hexadecimal digits with `..` for any byte. */
export function beginsWith(body: Uint8Array, pattern: string, at = 0): boolean {
  for (let place = 0; place < pattern.length; place += 2) {
    const wanted = pattern.slice(place, place + 2);
    if (wanted !== '..' && body[at + place / 2] !== Number.parseInt(wanted, 16)) return false;
  }
  return true;
}
