import { IncomingMessage } from 'node:http';

/** Header lines that become properties of `headers`, whatever their name is. No program that is not a test sends as many. */
const mostLines = 500;

/** The fields that this server, Next.js and Socket.IO read: they are found also after all others. */
const read = new Set([
  'accept',
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'last-event-id',
  'origin',
  'range',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

type AddsHeaderLine = { _addHeaderLine(name: string, value: string, headers: object): void };
const { _addHeaderLine: addHeaderLine } = IncomingMessage.prototype as unknown as AddsHeaderLine;

/**
 * A request whose `headers` are bounded. Node.js makes them for every request, to see whether it has `Expect`; an object with
 * thousands of different names takes ten times as long, and more memory, than their text. Captures are made from `rawHeaders`, which has every line.
 */
export class BoundedHeadersMessage extends IncomingMessage {
  #lines = 0;

  /** Called by Node.js for each line, in their order. */
  _addHeaderLine(name: string, value: string, headers: object): void {
    this.#lines += 1;
    if (this.#lines <= mostLines || read.has(name.toLowerCase()))
      addHeaderLine.call(this, name, value, headers);
  }
}
