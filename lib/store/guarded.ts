import { isAbandoned } from '../model/asker.ts';
import { Failure, failureCode } from '../model/errors.ts';
import { type StoreTrouble, wordsOfTrouble } from '../model/store-trouble.ts';
import type { LongBody, Store } from './store.ts';

/** Why the database cannot be used, as an error of it says; null when it does not. */
export type TroubleOf = (error: unknown) => StoreTrouble | null;

/**
 * The same store, whose failures all have a name: what a database says when it is in use, full or gone becomes
 * `store-unavailable`, which tells a sender why and when to try again. The cause stays with it, for the log.
 */
export function guarded(store: Store, troubleOf: TroubleOf): Store {
  function named(error: unknown): never {
    if (failureCode(error) !== null || isAbandoned(error)) throw error;
    const trouble = troubleOf(error);
    const { sentence, retryAfter } = trouble ? wordsOfTrouble(trouble) : unknown;
    throw new Failure('store-unavailable', sentence, error, retryAfter);
  }

  async function* each<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
    try {
      yield* items;
    } catch (error) {
      named(error);
    }
  }

  return new Proxy(store, {
    get(target, property) {
      const member = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const result: unknown = member.apply(target, args);
        if (property === 'openLongBody') return (result as Promise<LongBody>).then(guardedBody, named);
        if (result instanceof Promise) return result.catch(named);
        return isAsyncIterable(result) ? each(result) : result;
      };
    },
  });

  function guardedBody({ id, append }: LongBody): LongBody {
    return { id, append: (bytes) => append(bytes).catch(named) };
  }
}

const unknown = { sentence: null, retryAfter: null };

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
