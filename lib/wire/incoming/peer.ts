import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Peer, TlsFacts } from '#lib/model/capture.ts';

/** The peer of a connection. An IPv4 peer of a dual-stack socket (RFC 4291 §2.5.5.2) is given as IPv4. */
export function peerOf(socket: Socket): Peer {
  const address = socket.remoteAddress ?? '';
  return {
    address: address.includes(':') ? address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '') : address,
    port: socket.remotePort ?? 0,
  };
}

/** The negotiated TLS parameters of a connection; null without TLS. */
export function tlsOf(socket: Socket): TlsFacts | null {
  const { encrypted, getProtocol, getCipher, alpnProtocol } = socket as TLSSocket;
  if (!encrypted) return null;
  return {
    version: getProtocol.call(socket) ?? '',
    cipher: getCipher.call(socket)?.standardName ?? '',
    alpn: alpnProtocol || null,
  };
}
