import { fail } from '#lib/model/errors.ts';
import { apiHandler } from '../handler.ts';

/** Whatever the API does not have. */
const nothing = apiHandler(async ({ request }) =>
  fail('not-found', `The API has no path ${new URL(request.url).pathname}.`),
);

export {
  nothing as DELETE,
  nothing as GET,
  nothing as HEAD,
  nothing as PATCH,
  nothing as POST,
  nothing as PUT,
};
