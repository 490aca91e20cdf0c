import type { RareKind } from '../body-kind.ts';
import type { ByteReading } from '../byte-rows.ts';

/** MessagePack, laid out like JSON. */
export const messagepack = {
  id: 'messagepack',
  title: 'MessagePack',
  fits({ mediaType, bytes, text, decodable }) {
    const named = /[/+](?:x-|vnd\.)?(?:msgpack|messagepack)$/.test(mediaType?.essence ?? '');
    if (beginsWithName(bytes)) return { named, found: 'likely' };
    // Read as MessagePack, plain text is a number followed by extra bytes.
    const areWords = decodable && text.length > 1 && /^[\t\n\r -~]+$/.test(text);
    return { named, found: named && !areWords ? 'possible' : 'no' };
  },
  async load() {
    const [{ readItems }, { messagepackFormat }] = await Promise.all([
      import('./item-rows.ts'),
      import('./messagepack-format.ts'),
    ]);
    return (body) => readItems(body, messagepackFormat(body));
  },
} satisfies RareKind<'messagepack', ByteReading>;

/** Whether a body is a map whose first key is a name: no text and hardly anything else begins like that. */
function beginsWithName(bytes: Uint8Array): boolean {
  const [first = 0] = bytes;
  const key = first > 0x80 && first < 0x90 ? 1 : first === 0xde ? 3 : 0;
  const length = (bytes[key] ?? 0) - 0xa0;
  if (key === 0 || length < 1 || length > 31) return false;
  const name = bytes.subarray(key + 1, key + 1 + length);
  return name.length === length && name.every((byte) => byte > 0x20 && byte < 0x7f);
}
