import { fail } from '#lib/model/errors.ts';
import { answering } from '../answer.ts';

/** Whatever the API does not have. */
const nothing = answering(async ({ request }) =>
  fail('not-found', `${new URL(request.url).pathname} is not part of the API.`),
);

export {
  nothing as DELETE,
  nothing as GET,
  nothing as HEAD,
  nothing as PATCH,
  nothing as POST,
  nothing as PUT,
};
