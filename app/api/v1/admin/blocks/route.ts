import { isBlockActive, readRange } from '#lib/access/limits/blocks.ts';
import { fail } from '#lib/model/errors.ts';
import { blockPageShape, newBlockShape } from '#lib/model/input.ts';
import { pageOf } from '#lib/model/page-of.ts';
import { adminHandler, blockJson } from '../../../admin.ts';
import { inputOf, json, queryOf, rejectMethods } from '../../../handler.ts';

/** What is kept out now, newest first. */
export const GET = adminHandler(async (call) => {
  const { before = Number.POSITIVE_INFINITY, limit } = queryOf(call.request, blockPageShape);
  const blocks = (await call.store.listBlocks()).filter(
    (block) => block.id < before && isBlockActive(block, call.now),
  );
  const { shown, next } = pageOf(blocks, limit, ({ id }) => id);
  return json({ blocks: shown.map(blockJson), next });
});

/** Keeps out what is sent to a slug, or from a range of addresses: from now on here, within seconds in other processes. */
export const POST = adminHandler(async (call) => {
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
  call.note('A block was added.', { kind: block.kind, value: block.value, reason, sender: call.sender });
  return json(blockJson(block), 201);
});

export const { PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD', 'POST');
