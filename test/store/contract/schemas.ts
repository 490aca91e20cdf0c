import { describe, expect, test } from 'vitest';
import type { BinSchema } from '#lib/model/bin-schema.ts';
import type { SchemaViolation } from '#lib/model/capture.ts';
import { Failure } from '#lib/model/errors.ts';
import { received } from '../../support/received.ts';
import { allOf, type NewDatabase, testStore } from './database.ts';

const schema = (id: string, facts: Partial<BinSchema> = {}): BinSchema => ({
  id,
  name: `Schema ${id}`,
  filter: 'method:POST',
  enabled: true,
  text: '{"type":"object"}',
  createdAt: 1000,
  ...facts,
});
const ids = (schemas: readonly BinSchema[] | undefined) => schemas?.map(({ id }) => id);

export function schemaTests(newDatabase: NewDatabase): void {
  describe('schemas', () => {
    const { addBin, reopen, store } = testStore(newDatabase);

    test('are listed as they were written, also after reopening, and found with their bin where they are enabled', async () => {
      const { id } = await addBin();
      const [one, off] = [schema('sch_1', { filter: '' }), schema('sch_2', { enabled: false })];
      expect(await store.changeSchemas(id, () => [one, off])).toEqual([one, off]);
      await reopen();
      expect(await store.listSchemas(id)).toEqual([one, off]);
      expect((await store.findBin('x7k2'))?.schemas).toEqual([one]);
    });

    test('are added, changed and removed, each given what is there, and the bin that is found has them at once', async () => {
      const { id } = await addBin();
      await store.changeSchemas(id, () => [schema('sch_1'), schema('sch_2')]);
      expect(ids((await store.findBin('x7k2'))?.schemas)).toEqual(['sch_1', 'sch_2']);
      await store.changeSchemas(id, ([, second]) => [
        { ...second!, name: 'New', text: 'true' },
        schema('sch_3'),
      ]);
      const after = [schema('sch_2', { name: 'New', text: 'true' }), schema('sch_3')];
      expect(await store.listSchemas(id)).toEqual(after);
      expect((await store.findBin('x7k2'))?.schemas).toEqual(after);
      const refused = store.changeSchemas(id, () => {
        throw new Failure('schemas-full', 'No.');
      });
      await expect(refused).rejects.toThrow('No.');
      expect(await store.listSchemas(id)).toEqual(after);
    });

    test('are copied to a clone, which has its own, and go with their bin', async () => {
      const { id } = await addBin();
      await store.changeSchemas(id, () => [schema('sch_1'), schema('sch_2', { enabled: false })]);
      const clone = await store.addBin({
        slug: 'clone',
        ownerKeyHash: Uint8Array.of(1),
        now: 1,
        cloneOf: id,
      });
      const copies = await store.listSchemas(clone.id);
      expect(copies.map(({ name, enabled }) => [name, enabled])).toEqual([
        ['Schema sch_1', true],
        ['Schema sch_2', false],
      ]);
      expect(ids(copies)).not.toContain('sch_1');
      await store.changeSchemas(clone.id, () => []);
      expect(await store.listSchemas(id)).toHaveLength(2);
      await store.removeBin(id);
      expect(await store.listSchemas(id)).toEqual([]);
      expect(await store.changeSchemas(id, () => [schema('sch_9')])).toBeNull();
    });

    test('what they found about a capture is read with it, and counts for its size', async () => {
      const { id } = await addBin();
      const violation: SchemaViolation = {
        schema: { id: 'sch_1', name: 'Order' },
        pointer: '/id',
        keyword: 'type',
        message: 'must be a string',
      };
      const body = new TextEncoder().encode('{"id":1}');
      const plain = await store.addCapture(id, received({ body }));
      const before = (await store.binNumbers(id))!.keptBytes;
      const seq = await store.addCapture(
        id,
        received({ body, schema: 'invalid', schemaViolations: [violation] }),
      );
      expect(await store.capture(id, seq!)).toMatchObject({ schemaViolations: [violation], body });
      expect(await store.captureFacts(id, seq!)).toMatchObject({
        schema: 'invalid',
        schemaViolations: [violation],
      });
      expect(await store.capture(id, plain!)).toMatchObject({ schema: null, schemaViolations: [] });
      expect((await allOf(store.eachCapture(id)))[1]).toMatchObject({ schemaViolations: [violation] });
      const after = (await store.binNumbers(id))!.keptBytes;
      expect(after - before).toBe(before + JSON.stringify([violation]).length);
    });
  });
}
