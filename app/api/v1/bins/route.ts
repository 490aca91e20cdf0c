import { bearerKey } from '#lib/access/entry.ts';
import { answering, longInputOf, refusing } from '../../answer.ts';
import { admitMaker, answerNewBin } from '../../new-bin.ts';

/** Makes a bin. */
export const POST = answering(async (call) => {
  await admitMaker(call, bearerKey(call.request.headers.get('authorization')));
  return answerNewBin(call, await longInputOf(call, 'newBin', `maker:${call.sender}`));
});

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
