import { newBinShape } from '#lib/model/input.ts';
import { longestSettings } from '#lib/model/reply-settings-shape.ts';
import { answering, enter, inputOf, refusing } from '../../../../answer.ts';
import { admitMaker, answerNewBin } from '../../../../new-bin.ts';

/**
 * Makes a bin with the settings of this one, but for what the request says otherwise, and none of its captures. Settings may
 * hold secrets: who may not change them may not take them along.
 */
export const POST = answering<{ slug: string }>(async (call) => {
  const { bin } = await enter(call, 'change-settings');
  // The key is in the place of a token: where making a bin takes one, a clone cannot be made.
  await admitMaker(call, null);
  return answerNewBin(call, await inputOf(call.request, newBinShape, longestSettings), bin.id);
});

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
