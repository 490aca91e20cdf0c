import { call, callJson } from '#components/api/call.ts';
import type { ShownSettings, WrittenSettings } from '#lib/model/reply-settings.ts';

/** What a stored capture would be answered, as `POST …/reply/try` tells it. */
export type Tried = {
  capture: number;
  why: string;
  chosenBy: { by: string; name?: string } | null;
  /** In their order; `matches` also of those that do not count. */
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
    fault: { kind: string } | null;
    hold: { deadlineMs: number } | null;
    /** Which step of a playbook it would be, in words. */
    step: string | null;
    error: string | null;
  };
};

export type ReplyApi = ReturnType<typeof replyApi>;

/** The API of what a bin answers. */
export function replyApi({ slug, key }: { slug: string; key: string }) {
  const at = `/bins/${slug}/reply`;
  return {
    write: (settings: WrittenSettings) =>
      callJson<ShownSettings>(at, { method: 'PUT', key, input: settings }),
    tryOn: (capture: number, settings: WrittenSettings) =>
      callJson<Tried>(`${at}/try`, { method: 'POST', key, input: { capture, settings } }),
    beginAnew: () => call(`${at}/state`, { method: 'DELETE', key }),
  };
}
