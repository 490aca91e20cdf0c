import { lasts, readRange } from '#lib/access/blocks.ts';
import { fail } from '#lib/model/errors.ts';
import { newBlockShape } from '#lib/model/input.ts';
import { administering, blockJson } from '../../../admin.ts';
import { inputOf, json, refusing } from '../../../answer.ts';

/** What is kept out now, newest first. */
export const GET = administering(async (call) => {
  const blocks = (await call.store.blocks()).filter((block) => lasts(block, call.now));
  return json({ blocks: blocks.map(blockJson) });
});

/** Keeps out what is sent to a slug, or from a range of addresses: from now on here, within seconds in other processes. */
export const POST = administering(async (call) => {
  const { slug, range, reason = null, expiresAt } = await inputOf(call.request, newBlockShape);
  const until = expiresAt ? Date.parse(expiresAt) : null;
  if (until !== null && until <= call.now) fail('invalid-input', 'expiresAt: must be in the future');
  const block = await call.store.addBlock({
    ...(slug === undefined
      ? { kind: 'range', value: readRange(range ?? '') }
      : { kind: 'slug', value: slug }),
    reason,
    createdAt: call.now,
    expiresAt: until,
  });
  await call.readBlocks();
  call.note('blocked', { kind: block.kind, value: block.value, reason, sender: call.sender });
  return json(blockJson(block), 201);
});

export const { PUT, PATCH, DELETE } = refusing('GET', 'HEAD', 'POST');
