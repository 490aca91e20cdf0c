import type { RareKind } from '../body-kind.ts';
import type { ByteReading } from '../byte-rows.ts';

/** CBOR, laid out like JSON. */
export const cbor = {
  id: 'cbor',
  title: 'CBOR',
  fits({ mediaType, bytes }) {
    const named = /[/+](?:cbor|cbor-seq)$/.test(mediaType?.essence ?? '');
    // The self-described tag 55799, which begins no text in any Unicode encoding (RFC 8949 §3.4.6).
    const isMarked = bytes[0] === 0xd9 && bytes[1] === 0xd9 && bytes[2] === 0xf7;
    return { named, found: isMarked ? 'likely' : named ? 'possible' : 'no' };
  },
  async load() {
    const [{ readItems }, { cborFormat }] = await Promise.all([
      import('./item-rows.ts'),
      import('./cbor-format.ts'),
    ]);
    return (body, mediaType) =>
      readItems(body, cborFormat(body, mediaType?.essence.endsWith('cbor-seq') ?? false));
  },
} satisfies RareKind<'cbor', ByteReading>;
