import { newBinShape } from '#lib/model/input.ts';
import { answering, inputOf, refusing } from '../../answer.ts';
import { answerNewBin } from '../../new-bin.ts';

/** Makes a bin. */
export const POST = answering(async (call) => answerNewBin(call, await inputOf(call.request, newBinShape)));

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
