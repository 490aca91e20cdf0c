import { expect, test } from 'vitest';
import { captureChoice } from '#components/request/capture-choice.ts';

const receivedAt = '2026-11-23T08:00:00.123Z';
const bytesOf = (text: string) => Buffer.from(text).toString('latin1');

test('a request to choose is named by number, remark, method, path and time', () => {
  const capture = { seq: 3, method: 'POST', path: '/orders?id=1', receivedAt };
  expect(captureChoice(capture)).toMatch(/^#3 · POST \/orders\?id=1 · \d\d:\d\d:\d\d$/);
  expect(captureChoice(capture, 'last similar')).toMatch(/^#3 · last similar · POST \/orders\?id=1 · \d/);
});

test('its path is shown in its script, and cut off where it is long', () => {
  const named = (path: string) => captureChoice({ seq: 1, method: 'GET', path: bytesOf(path), receivedAt });
  expect(named('/grün/注文')).toContain(' · GET /grün/注文 · ');
  expect(named(`/${'注'.repeat(80)}`)).toContain(` · GET /${'注'.repeat(59)} · `);
});
