import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainServer, portServer } from '#lib/server/listen.ts';
import { selfSigned } from '../support/certificate.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';

let files: { TLS_KEY: string; TLS_CERT: string };
beforeAll(async () => {
  files = await selfSigned(await temporaryFolderFor(afterAll));
});

test('with a certificate HTTP/1.1 has the time-outs it has without', async () => {
  const secure = await portServer({ tls: { cert: files.TLS_CERT, key: files.TLS_KEY } });
  const times = (server: object) => {
    const { headersTimeout, requestTimeout, keepAliveTimeout } = server as ReturnType<typeof plainServer>;
    const { connectionsCheckingInterval } = server as { connectionsCheckingInterval?: number };
    return { headersTimeout, requestTimeout, keepAliveTimeout, connectionsCheckingInterval };
  };
  expect(times(secure)).toEqual(times(plainServer()));
  expect(times(secure)).toEqual({
    headersTimeout: 15_000,
    requestTimeout: 300_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 2000,
  });
});
