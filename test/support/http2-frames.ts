import type { Socket } from 'node:net';
import { connect } from 'node:tls';
import { onTestFinished } from 'vitest';

/** Frame types and flags of RFC 9113 §6 that tests need. */
export const frameType = {
  data: 0x0,
  headers: 0x1,
  reset: 0x3,
  settings: 0x4,
  ping: 0x6,
  goaway: 0x7,
  windowUpdate: 0x8,
  continuation: 0x9,
} as const;
export const endStream = 0x1;
export const endHeaders = 0x4;
const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

/** A frame as bytes (RFC 9113 §4.1). */
export function frame(type: number, flags: number, stream: number, payload: Uint8Array = new Uint8Array()) {
  const bytes = Buffer.alloc(9 + payload.length);
  bytes.writeUIntBE(payload.length, 0, 3);
  bytes.writeUInt8(type, 3);
  bytes.writeUInt8(flags, 4);
  bytes.writeUInt32BE(stream, 5);
  bytes.set(payload, 9);
  return bytes;
}

/** A number of 32 bits: the payload of RST_STREAM and WINDOW_UPDATE. */
export function uint32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

/** The payload of SETTINGS: pairs of an identifier and a value (RFC 9113 §6.5.1). */
export function settingsOf(...pairs: readonly (readonly [id: number, value: number])[]): Buffer {
  return Buffer.concat(
    pairs.map(([id, value]) => Buffer.concat([Buffer.from([id >> 8, id & 0xff]), uint32(value)])),
  );
}

/** SETTINGS_INITIAL_WINDOW_SIZE. */
export const initialWindow = 0x4;

/** The fields of a request as an HPACK block that does not use the dynamic table (RFC 7541 §6.2.2). */
export function requestBlock(method: 'GET' | 'POST', path: string): Buffer {
  const text = (bytes: string) => Buffer.concat([Buffer.from([bytes.length]), Buffer.from(bytes, 'latin1')]);
  const authority = Buffer.concat([Buffer.from([0x01]), text('localhost')]);
  const pathField = Buffer.concat([Buffer.from([0x04]), text(path)]);
  return Buffer.concat([Buffer.from([method === 'GET' ? 0x82 : 0x83, 0x87]), authority, pathField]);
}

/** A connection to which frames are written directly, after the preface and our SETTINGS. */
export type FrameConnection = {
  readonly socket: Socket;
  /** Writes bytes. Resolves when more may be written, or the connection is closed. */
  write(bytes: Uint8Array): Promise<void>;
  /** The number of frames of a type received so far. */
  received(type: number): number;
  /** The error code of the first GOAWAY; null when the connection was closed without one. */
  readonly goaway: Promise<number | null>;
};

/** Opens a connection over TLS with the given SETTINGS. */
export async function openFrames(port: number, settings?: Buffer): Promise<FrameConnection> {
  const socket = connect({ port, host: '127.0.0.1', ALPNProtocols: ['h2'], rejectUnauthorized: false });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('secureConnect', resolve));
  return framesOn(socket, settings);
}

/** Uses an open connection. */
export function framesOn(socket: Socket, settings: Buffer = Buffer.alloc(0)): FrameConnection {
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  const counts = new Map<number, number>();
  let rest: Buffer = Buffer.alloc(0);
  const goaway = new Promise<number | null>((resolve) => {
    socket.on('data', (data) => {
      rest = rest.length === 0 ? data : Buffer.concat([rest, data]);
      while (rest.length >= 9 && rest.length >= 9 + rest.readUIntBE(0, 3)) {
        const [length, type] = [rest.readUIntBE(0, 3), rest.readUInt8(3)];
        counts.set(type, (counts.get(type) ?? 0) + 1);
        if (type === frameType.goaway) resolve(rest.readUInt32BE(9 + 4));
        rest = rest.subarray(9 + length);
      }
    });
    socket.on('close', () => resolve(null));
  });
  socket.write(preface, 'latin1');
  socket.write(frame(frameType.settings, 0, 0, settings));
  return {
    socket,
    goaway,
    received: (type) => counts.get(type) ?? 0,
    write: (bytes) =>
      new Promise((resolve) => {
        if (socket.destroyed || socket.write(bytes)) return resolve();
        socket.once('drain', resolve).once('close', () => resolve());
      }),
  };
}
