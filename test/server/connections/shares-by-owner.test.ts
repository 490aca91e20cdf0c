import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharesByOwner } from '#lib/server/connections/shares-by-owner.ts';

const step = fc.record({
  add: fc.boolean(),
  owner: fc.constantFrom('a', 'b', 'c'),
  member: fc.nat({ max: 9 }),
});

test('who has most is the same as counted one by one, whatever came and went', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const shares = new SharesByOwner<string, string>();
      const plain = new Map<string, Set<string>>();
      for (const { add, owner, member } of steps) {
        const name = `${owner}${member}`;
        const own = plain.get(owner) ?? new Set();
        plain.set(owner, own);
        if (add) own.add(name);
        else own.delete(name);
        if (add) shares.add(owner, name);
        else shares.delete(owner, name);
        const most = Math.max(...[...plain.values()].map(({ size }) => size));
        const largest = most === 0 ? [] : [...plain.values()].filter(({ size }) => size === most);
        expect([...shares.largest()].sort()).toEqual(largest.flatMap((set) => [...set]).sort());
        expect(shares.count).toBe([...plain.values()].reduce((sum, { size }) => sum + size, 0));
        expect([...shares.of(owner)]).toEqual([...own]);
      }
    }),
  );
});
