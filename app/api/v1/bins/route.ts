import { bearerKey } from '#lib/access/entry.ts';
import { newBinShape } from '#lib/model/input.ts';
import { longestSettings } from '#lib/model/reply-settings-shape.ts';
import { answering, inputOf, refusing } from '../../answer.ts';
import { admitMaker, answerNewBin } from '../../new-bin.ts';

/** Makes a bin. */
export const POST = answering(async (call) => {
  await admitMaker(call, bearerKey(call.request.headers.get('authorization')));
  return answerNewBin(call, await inputOf(call.request, newBinShape, longestSettings));
});

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
