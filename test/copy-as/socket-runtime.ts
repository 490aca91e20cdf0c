import { once } from 'node:events';
import { connect } from 'node:net';
import type { Runtime } from './runtimes.ts';

/** A socket: the message is written to it as a person would take it out of the copy. */
export const socketRuntime: Runtime = {
  name: 'a socket',
  has: () => true,
  start: async (snippets, _folder, origin) => ({
    run: async (index) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1');
      socket.write(messageIn(snippets[index] ?? ''));
      socket.resume();
      await once(socket, 'close');
    },
    close: () => {},
  }),
};

/** The bytes of the message: without the lines that say something about it, and with what is base64 decoded. */
export function messageIn(copy: string): Buffer {
  const [comments = ''] = /^(?:#.*\n)*/.exec(copy) ?? [];
  const text = copy.slice(comments.length);
  if (/^# This message is not text/m.test(comments)) return Buffer.from(text, 'base64');
  if (!/^# The body of this message is not text/m.test(comments)) return Buffer.from(text);
  const headEnd = text.indexOf('\r\n\r\n') + 4;
  return Buffer.concat([Buffer.from(text.slice(0, headEnd)), Buffer.from(text.slice(headEnd), 'base64')]);
}
