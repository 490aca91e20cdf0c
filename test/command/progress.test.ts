import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Progress } from '#lib/command/listen/progress.ts';

test('the cursor never passes a request that is not done, and reaches the last one once all are', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), fc.infiniteStream(fc.nat()), (steps, choices) => {
      const progress = new Progress(0);
      const open: number[] = [];
      let next = 1;
      let cursor = 0;
      const end = () => {
        const [seq] = open.splice(choices.next().value! % open.length, 1);
        const after = progress.end(seq!);
        expect(after).toBeGreaterThanOrEqual(cursor);
        expect(after).toBe((open.toSorted((a, b) => a - b)[0] ?? next) - 1);
        cursor = after;
      };
      for (const isBegun of steps) {
        if (!isBegun && open.length > 0) end();
        else {
          progress.begin(next);
          open.push(next);
          next += 1;
        }
      }
      while (open.length > 0) end();
      expect(cursor === next - 1 || next === 1).toBe(true);
    }),
  );
});
