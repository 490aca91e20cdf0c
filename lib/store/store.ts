import type { BinStore } from './contracts/bins.ts';
import type { BlockStore } from './contracts/blocks.ts';
import type { BodyStore } from './contracts/bodies.ts';
import type { CaptureStore } from './contracts/captures.ts';
import type { DeliveryStore } from './contracts/deliveries.ts';
import type { EvictionStore } from './contracts/eviction.ts';
import type { ForwardStore } from './contracts/forwards.ts';
import type { IdempotencyStore } from './contracts/idempotency.ts';
import type { LinkStore } from './contracts/links.ts';
import type { ListenerStore } from './contracts/listeners.ts';
import type { ReplyStore } from './contracts/replies.ts';
import type { SchemaStore } from './contracts/schemas.ts';
import type { SecretStore } from './contracts/secrets.ts';
import type { UpkeepStore } from './contracts/upkeep.ts';
import type { UsageStore } from './contracts/usage.ts';

/**
 * Where bins, captures and links are kept: one contract for each subject, in `contracts/`. Every implementation passes the
 * tests in `test/store/contract/`.
 *
 * - What a promise resolved for is on disk; a later crash or power cut does not take it back.
 * - Captures of a bin are ordered by `seq`, which follows the order of commits. A seq is never given twice, also not
 *   after its capture was deleted.
 * - Something that does not exist is `null` or `false`, never an exception; `fail('slug-taken')`, `fail('pins-full')`,
 *   `fail('precondition-failed')` and `fail('store-unavailable')` are the only failures.
 * - Work that reads or removes many captures or bytes does it some at a time and takes turns (`turns.ts`), so that captures
 *   arriving meanwhile wait little. Its `asker` says on whose behalf it runs: work whose asker has left fails with
 *   `AskerLeft`. Only a deletion that has begun is finished.
 * - Times are arguments: the store has no clock.
 */
export interface Store
  extends BinStore,
    EvictionStore,
    CaptureStore,
    BodyStore,
    DeliveryStore,
    ForwardStore,
    ReplyStore,
    SecretStore,
    SchemaStore,
    LinkStore,
    ListenerStore,
    BlockStore,
    IdempotencyStore,
    UsageStore,
    UpkeepStore {}
