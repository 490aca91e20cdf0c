import { longestSettings } from '#lib/model/reply-settings-shape.ts';
import { apiHandler, authorize, longInputOf, rejectMethods } from '../../../../handler.ts';
import { answerNewBin, checkBinCreationBy } from '../../../../new-bin.ts';
import { once } from '../../../../once.ts';

/**
 * Makes a bin with the settings of this one, but for what the request says otherwise, and none of its captures. Settings may
 * hold secrets: who may not change them may not take them along.
 */
export const POST = apiHandler<{ slug: string }>(async (call) => {
  const { bin, asker } = await authorize(call, 'change-settings');
  // The key is in the place of a token: where making a bin takes one, a clone cannot be made.
  await checkBinCreationBy(call, null);
  return once(call, longestSettings, async (call) => {
    // What is copied is stored like what is sent.
    const settings = await call.store.readReplySettings(bin.id);
    const schemas = await call.store.listSchemas(bin.id);
    const copied = [
      ...schemas.map(({ text }) => text),
      ...(settings === null ? [] : [JSON.stringify(settings)]),
    ];
    await call.gate.countBytes(
      call.sender,
      copied.reduce((sum, text) => sum + text.length, 0),
    );
    return answerNewBin(call, await longInputOf(call, 'newBin', asker), asker, bin.id);
  });
});

export const { GET, PUT, PATCH, DELETE } = rejectMethods('POST');
