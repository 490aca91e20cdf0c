import fc from 'fast-check';
import { type Recognised, schemaResults, signatureResults } from '#lib/model/capture.ts';

const byteString = (maxLength: number) =>
  fc
    .array(fc.integer({ min: 0, max: 255 }), { maxLength })
    .map((bytes) => bytes.map((byte) => String.fromCharCode(byte)).join(''));
const headerList = fc.array(fc.tuple(byteString(12), byteString(30)), { maxLength: 8 });
/** Any request that is handed to the store. */
export const anyReceived: fc.Arbitrary<Recognised> = fc
  .record({
    method: byteString(10),
    target: byteString(60),
    prefixLength: fc.nat({ max: 30 }),
    httpVersion: fc.constantFrom('1.0', '1.1', '2.0'),
    headers: headerList,
    trailers: headerList,
    body: fc.uint8Array({ maxLength: 500 }),
    longBodyId: fc.constant(null),
    bodyStored: fc.nat(),
    bodySize: fc.maxSafeNat(),
    sha256: fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => Buffer.from(bytes).toString('hex')),
    truncated: fc.boolean(),
    aborted: fc.boolean(),
    receivedAt: fc.maxSafeNat(),
    headersMicros: fc.nat(),
    uploadMicros: fc.nat(),
    malformed: fc.option(byteString(20)),
    peer: fc.record({
      address: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('')),
      port: fc.nat({ max: 65535 }),
    }),
    client: fc.option(
      fc.record({
        address: fc.ipV6(),
        port: fc.option(fc.nat({ max: 65535 })),
        scheme: fc.option(fc.constantFrom('http' as const, 'https' as const)),
        host: fc.option(byteString(20)),
        by: fc.constantFrom('socket' as const, 'forwarded' as const, 'x-forwarded-for' as const),
        chain: fc.array(fc.ipV4(), { maxLength: 4 }),
      }),
    ),
    scheme: fc.constantFrom('http' as const, 'https' as const),
    tls: fc.option(
      fc.record({ version: byteString(9), cipher: byteString(20), alpn: fc.option(byteString(9)) }),
    ),
    via: fc.constantFrom('wire' as const, 'fetch' as const),
    signature: fc.option(fc.constantFrom(...signatureResults)),
    schema: fc.option(fc.constantFrom(...schemaResults)),
    schemaViolations: fc.array(
      fc.record({
        schema: fc.record({ id: fc.string(), name: fc.string() }),
        pointer: fc.option(fc.string()),
        keyword: fc.option(fc.string()),
        message: fc.string(),
      }),
      { maxLength: 3 },
    ),
    provider: fc.option(
      fc.record({ id: fc.string(), event: fc.option(fc.string()), deliveryId: fc.option(fc.string()) }),
    ),
  })
  // A time that makes a valid date: the summary shows it as one.
  .map((facts) => ({ ...facts, receivedAt: facts.receivedAt % 8.64e18 }));
