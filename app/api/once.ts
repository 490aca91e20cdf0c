import {
  hashesOf,
  idempotencyKey,
  type RememberedResponse,
  responseCipher,
} from '#lib/access/idempotent-call.ts';
import { senderKey } from '#lib/access/limits/sender-key.ts';
import { bearerKey } from '#lib/access/open-bin.ts';
import { fail } from '#lib/model/errors.ts';
import { bodyOf, type Call } from './handler.ts';

/** Longer responses are not remembered, characters. */
const longestRemembered = 2 ** 20;
/** The headers that are remembered. */
const rememberedHeaders = ['content-type', 'location'];

/**
 * Makes a call once for each `Idempotency-Key`: a repetition within 24 hours gets the response of the first call and does nothing. Calls
 * that fail are not remembered. Without the header, the call is just made. `limit` is that of its body, bytes.
 *
 * Fails with `idempotency-key-reused` where the first call asked for something else, with `idempotency-key-in-use` while it is in progress, and
 * with `idempotent-response-too-long`. Call it once the caller is known to be allowed to.
 */
export async function once<Params>(
  call: Call<Params>,
  limit: number,
  make: (call: Call<Params>) => Promise<Response>,
): Promise<Response> {
  const { request, store, sender, now, reportError } = call;
  const key = idempotencyKey(request.headers.get('idempotency-key'));
  if (key === null) return make(call);
  const caller = bearerKey(request.headers.get('authorization')) ?? `address ${senderKey(sender)}`;
  const { pathname, search } = new URL(request.url);
  const { method, headers } = request;
  const body = await bodyOf(request, limit);
  const begun = hashesOf({ key, caller, method, target: `${pathname}${search}`, body, now });
  const cipher = responseCipher({ key, caller }, begun.name);

  const known = await store.beginCall(begun);
  if (known) {
    if (!Buffer.from(begun.fingerprint).equals(known.fingerprint)) fail('idempotency-key-reused');
    const response = known.response && cipher.decrypt(known.response);
    return repeated(response ?? fail('idempotency-key-in-use'));
  }
  try {
    const signal = request.signal;
    const response = await make({
      ...call,
      request: new Request(request.url, { method, headers, body, signal }),
    });
    if (!response.ok) await store.forgetCall(begun.name);
    else
      await store
        .finishCall(begun.name, cipher.encrypt(await remembered(response.clone())))
        .catch(reportError);
    return response;
  } catch (error) {
    await store.forgetCall(begun.name).catch(reportError);
    throw error;
  }
}

async function remembered(response: Response): Promise<RememberedResponse> {
  const text = await response.text();
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => rememberedHeaders.includes(name)),
    body: text.length > longestRemembered ? null : text,
  };
}

function repeated({ status, headers, body }: RememberedResponse): Response {
  if (body === null) fail('idempotent-response-too-long');
  const response = new Response(body, { status, headers: headers.map(([name, value]) => [name, value]) });
  response.headers.set('Cache-Control', 'no-store');
  response.headers.set('Idempotency-Replayed', 'true');
  return response;
}
