import { bearerKey } from '#lib/access/entry.ts';
import { senderOf } from '#lib/access/sender.ts';
import { answering, longInputOf, refusing } from '../../answer.ts';
import { admitMaker, answerNewBin } from '../../new-bin.ts';

/** Makes a bin. */
export const POST = answering(async (call) => {
  await admitMaker(call, bearerKey(call.request.headers.get('authorization')));
  call.gate.passStore();
  const asker = { name: senderOf(call.sender), signal: call.request.signal };
  return answerNewBin(call, await longInputOf(call, 'newBin', asker), asker);
});

export const { GET, PUT, PATCH, DELETE } = refusing('POST');
