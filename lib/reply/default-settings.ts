import type { Answer, ReplySettings } from '#lib/model/reply-settings.ts';

/** 200 with a short text, which works for providers that require any 2xx and for those that require exactly 200. */
export const plainResponse: Answer = {
  status: 200,
  headers: [
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['X-Content-Type-Options', 'nosniff'],
  ],
  body: { text: 'ok\n' },
  template: false,
  delayMs: 0,
  fault: null,
  hold: null,
};

/** The reply settings of a new bin. */
export const defaultSettings: ReplySettings = {
  default: plainResponse,
  rules: [],
  cors: true,
  override: false,
  handshakes: {},
};
