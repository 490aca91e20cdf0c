import { describe, expect, it } from 'vitest';
import { httpMessage } from '#lib/copy-as/targets/http-message.ts';
import { utf8OrNull } from '#lib/http/byte-string.ts';
import { requestMessage } from '#lib/http/message.ts';
import { hostileCases } from './hostile-cases.ts';

const copy = (source: ReturnType<(typeof hostileCases)[number]['source']>) =>
  httpMessage.copy(source, { origin: 'http://localhost:3000' });

describe('a message as text', () => {
  it.each(hostileCases)('has every byte of $name', ({ source: make }) => {
    const source = { ...make('localhost:3000'), truncated: false };
    const message = Buffer.from(requestMessage(source));
    const text = copy(source);
    if (utf8OrNull(message) !== null) {
      expect(Buffer.from(text)).toEqual(message);
      return;
    }
    const [, what = '', rest = ''] =
      /^# (The body of this|This) message is not text, so .*\n([\s\S]*)$/.exec(text) ?? [];
    const end = what === 'This' ? rest.indexOf('\n') + 1 : rest.indexOf('\r\n\r\n') + 4;
    const head = what === 'This' ? '' : rest.slice(0, end);
    expect(Buffer.concat([Buffer.from(head), Buffer.from(rest.slice(end), 'base64')])).toEqual(message);
  });
});
