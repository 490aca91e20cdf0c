import { isAbandoned } from '#lib/model/asker.ts';
import { Failure, failureCode } from '#lib/model/errors.ts';
import { type StoreTrouble, wordsOfTrouble } from '#lib/model/store-trouble.ts';
import type { LongBody } from './contracts/bodies.ts';
import type { Store } from './store.ts';

/** Why the database cannot be used, read from an error; null when the error does not say that. */
export type TroubleOf = (error: unknown) => StoreTrouble | null;

/**
 * Wraps a store so that it fails only with a `Failure`. Errors of the database, as when it is busy, full or missing, become
 * `store-unavailable`, which tells a sender why and when to try again. The original error is its cause, for the log.
 */
export function withNamedFailures(store: Store, troubleOf: TroubleOf): Store {
  function nameOf(error: unknown): unknown {
    if (failureCode(error) !== null || isAbandoned(error)) return error;
    const trouble = troubleOf(error);
    const { sentence, retryAfter } = trouble ? wordsOfTrouble(trouble) : unknown;
    return new Failure('store-unavailable', sentence, error, retryAfter);
  }

  function named(error: unknown): never {
    throw nameOf(error);
  }

  async function* each<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
    try {
      yield* items;
    } catch (error) {
      named(error);
    }
  }

  function guarded(member: (...args: unknown[]) => unknown) {
    return (...args: unknown[]) => {
      const result = member(...args);
      if (result instanceof Promise) return result.catch(named);
      return isAsyncIterable(result) ? each(result) : result;
    };
  }

  const members = Object.entries(store).map(([name, member]) => [name, guarded(member)] as const);
  return {
    ...(Object.fromEntries(members) as unknown as Store),
    openLongBody: (now) => store.openLongBody(now).then(guardedBody, named),
    addCaptureThen: (binId, request, done) =>
      store.addCaptureThen(binId, request, (error, seq) => done(error === null ? null : nameOf(error), seq)),
  };

  function guardedBody({ id, append }: LongBody): LongBody {
    return { id, append: (bytes) => append(bytes).catch(named) };
  }
}

const unknown = { sentence: null, retryAfter: null };

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
