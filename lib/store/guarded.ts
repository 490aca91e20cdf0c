import { isAbandoned } from '../model/asker.ts';
import { fail, failureCode } from '../model/errors.ts';
import type { Store } from './store.ts';

/**
 * The same store, whose failures all have a name: what a database says when it is in use, full or gone becomes
 * `store-unavailable`, which tells a sender to try again. The cause stays with it, for the log.
 */
export function guarded(store: Store): Store {
  return new Proxy(store, {
    get(target, property) {
      const member = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const result: unknown = member.apply(target, args);
        if (result instanceof Promise) return result.catch(named);
        return isIterable(result) ? guardedEach(result) : result;
      };
    },
  });
}

async function* guardedEach(iterable: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  try {
    yield* iterable;
  } catch (error) {
    named(error);
  }
}

function isIterable(result: unknown): result is AsyncIterable<unknown> {
  return typeof result === 'object' && result !== null && Symbol.asyncIterator in result;
}

function named(error: unknown): never {
  if (failureCode(error) !== null || isAbandoned(error)) throw error;
  return fail('store-unavailable', undefined, error);
}
