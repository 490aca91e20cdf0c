import { expect, test } from 'vitest';
import { createBinStore } from '#components/bin/bin-store.ts';
import type { BinJson } from '#lib/model/bin-json.ts';

const bin = { name: 'Orders', capacity: 4, rotatedOut: 0 } as BinJson;

test('an answer from before a rotation does not take back how much had to go, and tells all else', async () => {
  let answer: (bin: BinJson) => void = () => {};
  const store = createBinStore({ get: () => new Promise((resolve) => (answer = resolve)) }, bin);
  const refreshed = store.refresh();
  store.setEvicted(2);
  answer({ ...bin, name: 'Orders of the shop' });
  await refreshed;
  expect(store.get()).toEqual({ ...bin, name: 'Orders of the shop', rotatedOut: 2 });
});
