import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Creates a self-signed certificate for `localhost` in a folder, and returns the server settings for it. */
export async function selfSigned(folder: string): Promise<{ TLS_KEY: string; TLS_CERT: string }> {
  const [TLS_KEY, TLS_CERT] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', TLS_KEY, '-out', TLS_CERT],
    ...['-days', '2', '-subj', '/CN=localhost'],
  ]);
  return { TLS_KEY, TLS_CERT };
}
