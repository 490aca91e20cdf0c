import type { ShownSettings, WrittenSettings } from '#lib/model/reply-settings.ts';
import type { TestResult } from '#lib/model/reply-test-json.ts';
import { call, callJson } from './call.ts';

export type ReplyApi = ReturnType<typeof replyApi>;

/** The calls of the API for the reply settings of a bin. */
export function replyApi({ slug, key }: { slug: string; key: string }) {
  const at = `/bins/${slug}/reply`;
  const read = () => callJson<ShownSettings>(at, { key });
  const write = (settings: WrittenSettings) =>
    callJson<ShownSettings>(at, { method: 'PUT', key, input: settings });
  return {
    write,
    /** Turns on the response to a provider's URL verification, with the secret that is saved. */
    async turnOnHandshake(provider: string): Promise<void> {
      const settings = await read();
      const secret = settings.handshakes[provider]?.secret ?? false;
      await write({
        ...settings,
        handshakes: { ...settings.handshakes, [provider]: { enabled: true, secret } },
      });
    },
    test: (capture: number, settings: WrittenSettings) =>
      callJson<TestResult>(`${at}/try`, { method: 'POST', key, input: { capture, settings } }),
    restartPlaybooks: () => call(`${at}/state`, { method: 'DELETE', key }),
  };
}
