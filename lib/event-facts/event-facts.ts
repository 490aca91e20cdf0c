import type { Reading } from '#lib/providers/recognise/reading.ts';
import type { Fact } from './fact.ts';
import type { Payload } from './payload.ts';

/** What a request says, in a sentence and a few facts. */
export type EventFacts = {
  /** Without a full stop: `octocat pushed 2 commits to main of octo/hello-world`. Null where the sender is not known. */
  readonly sentence: string | null;
  /** The most important first. */
  readonly facts: readonly Fact[];
};

/** The input of a reader. */
export type EventRequest = {
  /** The event name, as in `lib/providers`; null when it is not known. */
  readonly event: string | null;
  readonly request: Reading;
  /** The JSON or the form of the body; an empty payload where it has neither. */
  readonly payload: Payload;
};

/** The sentence and the facts of a request; values that it does not have are null. */
export type FoundFacts = {
  readonly sentence: string | null;
  readonly facts: readonly (Fact | null)[];
};

/**
 * Explains the events of one provider. Each provider is a file of this shape in `known/`, listed in `index.ts`. Payloads may have
 * any shape: a reader never throws, and returns null where it recognizes nothing.
 */
export type EventReader = {
  /** Of `lib/providers/index.ts`; several where providers send the same payloads. */
  readonly providers: readonly string[];
  /** The documentation of the payloads. */
  readonly source: string;
  readonly read: (request: EventRequest) => FoundFacts | null;
};
