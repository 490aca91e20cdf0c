import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import {
  connect,
  createSecureContext,
  type PeerCertificate,
  rootCertificates,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import { Failure } from '#lib/model/errors.ts';
import type { Destination } from '#lib/outgoing/destination.ts';
import type { Deadline } from './deadline.ts';
import type { PresentedCertificate, SentTlsFacts } from './exchange-record.ts';

/**
 * The authorities that certificates may come from: those of Node, and those of the file (PEM). Made once, since it takes some
 * milliseconds.
 * @throws Error when the file cannot be read or has no certificate.
 */
export async function trustWith(caFile: string | undefined): Promise<SecureContext> {
  // Without the option, Node also follows NODE_EXTRA_CA_CERTS.
  if (caFile === undefined) return createSecureContext();
  try {
    return createSecureContext({
      ca: [...rootCertificates, ...certificatesIn(await readFile(caFile, 'utf8'))],
    });
  } catch (error) {
    throw new Error(`The file in EGRESS_CA_FILE cannot be used: ${(error as Error).message}`);
  }
}

/** The certificates of a PEM file, each of which is one. OpenSSL ignores text that is none, and would trust nothing more. */
function certificatesIn(pem: string): string[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw new Error('It contains no certificate.');
  for (const certificate of found) new X509Certificate(certificate);
  return found;
}

/**
 * Encrypts a connection to a destination (RFC 8446), with the name of the host in SNI, and verifies the certificate and that it is
 * for this host. `note` gets the facts also when verification fails. Fails with `tls-invalid`.
 */
export async function secured(
  connection: Duplex,
  destination: Destination,
  { trust, verify }: { trust: SecureContext; verify: boolean },
  deadline: Deadline,
  note: (facts: SentTlsFacts) => void,
): Promise<TLSSocket> {
  deadline.enter('tls');
  const socket = connect({
    socket: connection,
    secureContext: trust,
    host: destination.hostname,
    // An address has no place in SNI (RFC 6066 §3); certificates for addresses are verified against `host`.
    ...(destination.isAddress ? {} : { servername: destination.hostname }),
    ALPNProtocols: ['http/1.1'],
    // Verified below, before anything is sent, so that the certificate is known also when it is refused.
    rejectUnauthorized: false,
  });
  socket.on('error', () => {});
  try {
    await deadline.within(handshake(socket));
  } catch (error) {
    socket.destroy();
    throw error;
  }
  const facts = factsOf(socket, verify);
  note(facts);
  if (verify && !socket.authorized) {
    socket.destroy();
    throw new Failure('tls-invalid', certificateWords(facts, destination.hostname));
  }
  return socket;
}

function handshake(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error?: Error & { code?: string; reason?: string }) =>
      reject(new Failure('tls-invalid', handshakeWords(error), error));
    socket.once('secureConnect', resolve).once('error', failed);
    socket.once('close', () => failed());
  });
}

function handshakeWords(error: (Error & { code?: string; reason?: string }) | undefined): string {
  if (error === undefined || error.code === 'ECONNRESET')
    return 'The destination closed the connection during the TLS handshake.';
  const what = error.reason ?? error.code ?? error.message;
  return `The TLS handshake failed: ${what}.`;
}

function factsOf(socket: TLSSocket, verify: boolean): SentTlsFacts {
  const isTrusted = socket.authorized;
  // Node declares an Error and gives its code.
  const problem = socket.authorizationError as unknown as string | undefined;
  return {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher()?.standardName ?? '',
    alpn: socket.alpnProtocol || null,
    certificate: presented(socket.getPeerCertificate()),
    verification: verify ? (isTrusted ? 'passed' : 'failed') : 'skipped',
    problem: isTrusted ? null : String(problem ?? 'UNKNOWN'),
  };
}

function presented(certificate: PeerCertificate): PresentedCertificate | null {
  // Node gives an empty object when there is no certificate.
  if (certificate.subject === undefined) return null;
  const validTo = Date.parse(certificate.valid_to);
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validTo: Number.isNaN(validTo) ? null : validTo,
  };
}

/** A distinguished name in the form of RFC 4514. Parts that occur more than once are lists. */
function nameOf(name: object): string {
  return Object.entries(name)
    .flatMap(([part, values]) => [values].flat().map((value) => `${part}=${value}`))
    .join(', ');
}

const problemWords: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'comes from an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'comes from an authority that is not trusted, or an intermediate certificate is missing',
  UNABLE_TO_GET_ISSUER_CERT:
    'comes from an authority that is not trusted, or an intermediate certificate is missing',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'comes from an authority that is not trusted, or an intermediate certificate is missing',
  ERR_TLS_CERT_ALTNAME_INVALID: 'is for another host',
};

function certificateWords({ problem }: SentTlsFacts, hostname: string): string {
  const words = problemWords[problem ?? ''] ?? 'is not trusted';
  return `The certificate of ${hostname} ${words} (${problem}).`;
}
