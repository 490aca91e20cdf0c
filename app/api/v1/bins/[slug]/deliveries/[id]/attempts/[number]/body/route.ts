import { extensionOf } from '#lib/http/body-file-name.ts';
import { first } from '#lib/http/header-lookup.ts';
import { fail } from '#lib/model/errors.ts';
import { readerOf } from '../../../../../../../../delivery-in.ts';
import { apiHandler, authorize, rejectMethods } from '../../../../../../../../handler.ts';
import { storedBody } from '../../../../../../../../stored-body.ts';

/** The body of the last response to an attempt, as far as it is stored. It is untrusted: browsers may save it, never run it. */
export const GET = apiHandler<{ slug: string; id: string; number: string }>(async (call) => {
  const entry = await authorize(call, 'see-deliveries');
  const { bin } = entry;
  const { id, attempts } = await call.deliveries.read(bin.id, call.params.id);
  const attempt =
    attempts.find(({ number }) => String(number) === call.params.number) ??
    fail('delivery-not-found', `The delivery has no attempt ${call.params.number.slice(0, 10)}.`);
  if (attempt.isPrivate && readerOf(entry) === 'other') fail('not-allowed', privateWords);
  const response = attempt.hops.at(-1)?.response ?? null;
  const bytes = response && (await call.store.attemptResponse(bin.id, id, attempt.number));
  if (!response || !bytes) return fail('body-not-kept', 'The attempt has no response.');
  return storedBody(call, {
    length: bytes.length,
    tag: `${id}-${attempt.number}`,
    fileName: `delivery-response.${extensionOf(first(response.headers, 'content-type'))}`,
    async *read(from, to) {
      yield bytes.subarray(from, to + 1);
    },
  });
});

const privateWords =
  'The response came from a private destination. Such responses are shown to owners of the bin only.';

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
