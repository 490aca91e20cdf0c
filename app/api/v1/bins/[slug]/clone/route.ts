import { newBinShape } from '#lib/model/input.ts';
import { answering, enter, inputOf, refusing } from '../../../../answer.ts';
import { answerNewBin } from '../../../../new-bin.ts';

/**
 * Makes a bin with the settings of this one, but for what the request says otherwise, and none of its captures. Settings may
 * hold secrets: who may not change them may not take them along.
 */
export const POST = answering<{ slug: string }>(async (call) => {
  const { bin } = await enter(call, 'change-settings');
  return answerNewBin(call, await inputOf(call.request, newBinShape), bin.id);
});

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
