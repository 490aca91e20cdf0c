import { senderKey } from '#lib/access/limits/sender-key.ts';
import { bearerKey } from '#lib/access/open-bin.ts';
import { longestSettings } from '#lib/model/reply-settings-shape.ts';
import { apiHandler, longInputOf, rejectMethods } from '../../handler.ts';
import { answerNewBin, checkBinCreationBy } from '../../new-bin.ts';
import { once } from '../../once.ts';

/** Makes a bin. */
export const POST = apiHandler(async (call) => {
  await checkBinCreationBy(call, bearerKey(call.request.headers.get('authorization')));
  call.gate.passStore();
  const asker = { name: senderKey(call.sender), signal: call.request.signal };
  return once(call, longestSettings, async (call) =>
    answerNewBin(call, await longInputOf(call, 'newBin', asker), asker),
  );
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
