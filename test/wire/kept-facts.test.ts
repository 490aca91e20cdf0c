import { describe, expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { kept, longestBody } from '../fidelity/kept.ts';
import { sendPieces } from '../fidelity/send-pieces.ts';
import { newBin, nextStart, sharedServer, type TestBin } from '../support/server.ts';
import { until } from '../support/until.ts';

// Servers and disks may be slow on a busy machine.
/** Bytes in, record out: each line of the list in `docs/fidelity.md`, through both doors. */
describe.each([
  ['the wire door', 'wire', {}],
  ['the route-handler door', 'fetch', nextStart],
] as const)('%s', (_, via, options) => {
  const server = sharedServer({ ...options, environment: { MAX_BODY_BYTES: String(longestBody) } });

  async function lastOf(bin: TestBin): Promise<CaptureJson | null> {
    const response = await bin.api('/captures/latest');
    return response.ok ? ((await response.json()) as CaptureJson) : null;
  }

  test.each(kept)('keeps what is said of it: $what', async ({ message, hangsUp = false, ...row }) => {
    const bin = await newBin(server().origin);
    const path = new URL(bin.captureUrl).pathname;
    await sendPieces(server().port, [message(path)].flat(), hangsUp);
    const { finds } = row[via];
    if (!finds) {
      expect(await lastOf(bin)).toBeNull();
      return;
    }
    const seen = await until(async () => {
      const capture = await lastOf(bin);
      return capture && { capture, ...finds(capture, path) };
    });
    expect(seen.capture.via).toBe(via);
    expect(seen.found).toEqual(seen.expected);
  });
});
