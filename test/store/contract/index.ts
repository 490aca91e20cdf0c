import { describe } from 'vitest';
import { askerTests } from './askers.ts';
import { binTests } from './bins.ts';
import { blockTests } from './blocks.ts';
import { bodyTests } from './bodies.ts';
import { captureTests } from './captures.ts';
import { changeTests } from './changes.ts';
import { countTests } from './counts.ts';
import type { NewDatabase } from './database.ts';
import { deliveryTests } from './deliveries.ts';
import { evictionTests } from './eviction.ts';
import { forwardTests } from './forwards.ts';
import { idempotencyTests } from './idempotency.ts';
import { linkTests } from './links.ts';
import { listenerTests } from './listeners.ts';
import { listTests } from './lists.ts';
import { modelTests } from './model.ts';
import { replyTests } from './replies.ts';
import { responseTests } from './responses.ts';
import { schemaTests } from './schemas.ts';
import { searchTests } from './searches.ts';
import { secretTests } from './secrets.ts';
import { sequenceTests } from './sequence.ts';
import { sizeTests } from './sizes-and-pins.ts';
import { slugTests } from './slugs.ts';
import { timelineTests } from './timelines.ts';
import { upkeepTests } from './upkeep.ts';
import { usageTests } from './usage.ts';
import { valueTests } from './values.ts';

const subjects = [
  binTests,
  slugTests,
  sequenceTests,
  captureTests,
  listTests,
  searchTests,
  timelineTests,
  valueTests,
  changeTests,
  askerTests,
  responseTests,
  evictionTests,
  sizeTests,
  countTests,
  bodyTests,
  deliveryTests,
  forwardTests,
  replyTests,
  secretTests,
  schemaTests,
  idempotencyTests,
  linkTests,
  listenerTests,
  blockTests,
  usageTests,
  upkeepTests,
  modelTests,
];

/** The subjects that read many captures, which threads may do. */
export const scanned = [
  captureTests,
  listTests,
  searchTests,
  timelineTests,
  valueTests,
  changeTests,
  askerTests,
  bodyTests,
  upkeepTests,
  modelTests,
];

/** Tests one implementation of the contracts in `lib/store/contracts`, or some subjects of it, given a way to make a database of its own. */
export function storeContract(
  implementation: string,
  newDatabase: NewDatabase,
  tested: readonly ((newDatabase: NewDatabase) => void)[] = subjects,
): void {
  describe(`the store on ${implementation}`, () => {
    for (const test of tested) test(newDatabase);
  });
}
