import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const openssl = (...words: string[]) => promisify(execFile)('openssl', words);

/** A certificate with its key, as PEM. */
export type Issued = { readonly cert: string; readonly key: string };

/** A certificate authority of the test, with certificates for `hook.example`, another host and 127.0.0.1. */
export async function createAuthority(folder: string) {
  const file = (name: string) => path.join(folder, name);
  const issued = async (name: string): Promise<Issued> => ({
    cert: await readFile(file(`${name}.pem`), 'utf8'),
    key: await readFile(file(`${name}.key`), 'utf8'),
  });
  const newKey = (name: string) => openssl('genrsa', '-out', file(`${name}.key`), '2048');
  await newKey('ca');
  await openssl(
    ...['req', '-x509', '-new', '-key', file('ca.key'), '-days', '3', '-out', file('ca.pem')],
    ...['-subj', '/CN=Test Authority/O=Wirebin tests'],
  );

  /** Issues a certificate whose names are in the form of `subjectAltName`. A negative number of days has passed. */
  async function issue(name: string, subjectAltName: string, days: number): Promise<Issued> {
    await newKey(name);
    await writeFile(file(`${name}.ext`), `subjectAltName=${subjectAltName}\n`);
    await openssl(
      ...['req', '-new', '-key', file(`${name}.key`), '-subj', `/CN=${name}`, '-out', file(`${name}.csr`)],
    );
    await openssl(
      ...['x509', '-req', '-in', file(`${name}.csr`), '-CA', file('ca.pem'), '-CAkey', file('ca.key')],
      ...[
        '-CAcreateserial',
        '-days',
        `${days}`,
        '-extfile',
        file(`${name}.ext`),
        '-out',
        file(`${name}.pem`),
      ],
    );
    return issued(name);
  }
  const trusted = await issue('trusted', 'DNS:hook.example', 2);
  const other = await issue('other', 'DNS:other.example', 2);
  const address = await issue('address', 'IP:127.0.0.1', 2);
  const expired = await issue('expired', 'DNS:hook.example', -1);
  await openssl(
    ...[
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      file('self.key'),
      '-out',
      file('self.pem'),
    ],
    ...['-days', '2', '-subj', '/CN=hook.example', '-addext', 'subjectAltName=DNS:hook.example'],
  );
  return { caFile: file('ca.pem'), trusted, other, address, expired, selfSigned: await issued('self') };
}
