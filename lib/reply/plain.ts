import type { Answer, ReplySettings } from '../model/reply-settings.ts';

/** 200 with a short text suits every provider that wants "a 2xx" or "exactly 200". */
export const plainAnswer: Answer = {
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

/** What a bin answers of which nobody has said anything else. */
export const plainSettings: ReplySettings = {
  default: plainAnswer,
  rules: [],
  cors: true,
  override: false,
  handshakes: {},
};
