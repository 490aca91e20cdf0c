import { extensionOf } from '#lib/http/body-file-name.ts';
import { first } from '#lib/http/header-lookup.ts';
import { fail } from '#lib/model/errors.ts';
import { apiHandler, authorize, rejectMethods } from '../../../../../../handler.ts';
import { storedBody } from '../../../../../../stored-body.ts';

/** The request body of a delivery as it is sent, with its content encoding. */
export const GET = apiHandler<{ slug: string; id: string }>(async (call) => {
  const { bin, asker } = await authorize(call, 'see-deliveries');
  const { id, body, headers } = await call.deliveries.read(bin.id, call.params.id);
  if (!body.kept) fail('body-not-kept');
  return storedBody(call, {
    length: body.size,
    tag: body.sha256,
    fileName: `delivery-request.${extensionOf(first(headers, 'content-type'))}`,
    read: (from, to) => call.store.readDeliveryBody(bin.id, id, from, to, asker),
  });
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
