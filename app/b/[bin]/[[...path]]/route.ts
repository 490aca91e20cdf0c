import { capture } from '#lib/wire/capture.ts';
import { acceptFetchRequest } from '#lib/wire/incoming/read-fetch-request.ts';
import { requestOrigin } from '../../../origin.ts';
import { services } from '../../../services.ts';

/**
 * The route-handler door, for where Next runs without our server; with it, the wire door has answered before.
 * It runs the same straight line.
 */
async function door(request: Request, context: { params: Promise<{ bin: string }> }): Promise<Response> {
  const [{ bin }, origin, running] = await Promise.all([context.params, requestOrigin(), services()]);
  const { incoming, response } = acceptFetchRequest(request, { origin, ...running });
  await capture(incoming, bin.toLowerCase(), running);
  return response;
}

export {
  door as DELETE,
  door as GET,
  door as HEAD,
  door as OPTIONS,
  door as PATCH,
  door as POST,
  door as PUT,
};
export const dynamic = 'force-dynamic';
