import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Peer, TlsFacts } from '../model/capture.ts';

/** The far end of a connection. An IPv4 peer of a dual-stack socket (RFC 4291 §2.5.5.2) is shown as the IPv4 it is. */
export function peerOf(socket: Socket): Peer {
  const address = socket.remoteAddress ?? '';
  return {
    address: address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, ''),
    port: socket.remotePort ?? 0,
  };
}

/** What TLS negotiated on a connection; null for one without. */
export function tlsOf(socket: Socket): TlsFacts | null {
  const { encrypted, getProtocol, getCipher, alpnProtocol } = socket as TLSSocket;
  if (!encrypted) return null;
  return {
    version: getProtocol.call(socket) ?? '',
    cipher: getCipher.call(socket)?.standardName ?? '',
    alpn: alpnProtocol || null,
  };
}
