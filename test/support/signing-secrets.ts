import { providerOf } from '#lib/providers/index.ts';
import { signAs } from '#lib/providers/signature/sign.ts';
import type { TestBin } from './server.ts';

/** Sets all signing secrets that a bin keeps of a provider. */
export function setSecrets(bin: TestBin, provider: string, ...secrets: string[]): Promise<Response> {
  const input = { secrets: secrets.map((secret) => ({ secret })) };
  return bin.api(`/secrets/${provider}`, { method: 'PUT', body: JSON.stringify(input) });
}

type Sent = { secret: string; body?: string; headers?: [string, string][]; now?: number };

/** Sends a JSON body to a bin, signed by the scheme of a provider at `now`, milliseconds since the epoch. */
export async function sendSigned(
  bin: Pick<TestBin, 'captureUrl'>,
  provider: string,
  { secret, body = '{"id":"evt_1"}', headers = [], now = Date.now() }: Sent,
): Promise<Response> {
  const unsigned = { method: 'POST', url: bin.captureUrl, headers, body: new TextEncoder().encode(body) };
  const signing = await signAs(providerOf(provider)!, unsigned, secret, { now, id: 'msg_1' });
  if (signing.state !== 'signed') throw new Error(signing.why);
  const { request } = signing;
  return fetch(request.url, {
    method: 'POST',
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    body: Buffer.from(request.body),
  });
}
