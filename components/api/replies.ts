import type { FaultKind } from '#lib/model/capture.ts';
import type { ShownSettings, WrittenSettings } from '#lib/model/reply-settings.ts';
import { call, callJson } from './call.ts';

/** The response of `POST …/reply/try`: how the bin would respond to a stored capture. */
export type TestResult = {
  capture: number;
  why: string;
  chosenBy: { by: string; name?: string } | null;
  /** In their order; `matches` is also set for disabled rules. */
  rules: {
    id: string;
    name: string;
    enabled: boolean;
    matches: boolean;
    words: { text: string; holds: boolean }[];
  }[];
  reply: {
    status: number;
    headers: [string, string][];
    body: { size: number; text: string | null; base64: string | null };
    delayMs: number;
    fault: { kind: FaultKind } | null;
    hold: { deadlineMs: number } | null;
    /** The step of a playbook, in words. */
    step: string | null;
    error: string | null;
  };
};

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
