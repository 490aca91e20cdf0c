import type { CallOptions } from '#lib/client/call.ts';
import { type CreatedBin, createClient } from '#lib/client/client.ts';
import type { NewBinInput } from '#lib/client/new-bin-input.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { PlaybookInput, ResponseInput } from '#lib/model/reply-settings-input.ts';
import { Claims } from './claims.ts';
import {
  type Expecting,
  type ExpectNoneOptions,
  type ExpectOptions,
  expectNoRequests,
  expectRequests,
} from './expect-requests.ts';
import { ExpectationError } from './expectation-error.ts';
import { type ReceivedRequest, readReceived } from './received-request.ts';
import { sharedWirebin } from './shared-wirebin.ts';
import type { StartedWirebin } from './start-wirebin.ts';

export type TestBinOptions = NewBinInput & {
  /** A server that `startWirebin` started. */
  readonly server?: Pick<StartedWirebin, 'url' | 'hasPages'>;
  /** Another server. Default: `WIREBIN_URL`; where that is not set, a server in this process that runs as long as bins need it. */
  readonly url?: string;
  /** For servers on which creating bins requires a token. Default: `WIREBIN_TOKEN`. */
  readonly token?: string;
};

/** One request where one is expected, else a list. */
type Expected<Count extends number> = number extends Count
  ? ReceivedRequest | ReceivedRequest[]
  : Count extends 1
    ? ReceivedRequest
    : ReceivedRequest[];

/** A bin of a test. */
export type TestBin = Omit<CreatedBin, 'delete'> &
  AsyncDisposable & {
    /**
     * Resolves with the requests that match the filter, as soon as enough of them were received, also before the call. A request that was
     * returned once is not returned again. Throws an `ExpectationError` when the time is up.
     */
    expect<Count extends number = 1>(
      filter?: string,
      options?: ExpectOptions<Count>,
    ): Promise<Expected<Count>>;
    /** Throws an `ExpectationError` as soon as a request that matches is received, and resolves when none was in this time. */
    expectNone(filter?: string, options?: ExpectNoneOptions): Promise<void>;
    /**
     * Sets what senders get: a response, several in sequence (the last one is repeated), or a playbook. With `when`, only requests that match
     * this filter get it.
     */
    reply(
      response: ResponseInput | readonly ResponseInput[] | PlaybookInput,
      options?: { readonly when?: string },
    ): Promise<void>;
    /** Holds requests that match until the test calls `respond` of a request, or until the deadline (default: 30,000 ms). */
    hold(filter?: string, options?: { readonly deadlineMs?: number }): Promise<void>;
    /** Deletes the bin for good. With `WIREBIN_KEEP=1`, a bin with a failed expectation is kept, so that it can be opened. */
    delete(): Promise<void>;
  };

/** The bins that exist now. */
const bins = new Set<TestBin>();

/** Seconds after which a bin is deleted that no test has deleted, for example because its process was killed. */
const expiresAfter = 3600;

/**
 * Creates a bin for a test. Delete it at the end: `await using bin = await createBin()`, `onTestFinished(() => bin.delete())`, or
 * `afterEach(deleteBins)` for all bins.
 */
export async function createBin({ server, url, token, ...input }: TestBinOptions = {}): Promise<TestBin> {
  const environment = globalThis.process?.env ?? {};
  const given = server?.url ?? url ?? environment.WIREBIN_URL;
  const shared = given === undefined ? await sharedWirebin() : null;
  const client = createClient({ url: given ?? shared!.url, token: token ?? environment.WIREBIN_TOKEN });
  const created = await client.createBin({ expiresAfter, ...input }).catch(async (error) => {
    await shared?.release();
    throw error;
  });
  const hasPages = server?.hasPages ?? shared === null;
  const expecting: Expecting = {
    bin: created,
    inspectUrl: hasPages ? created.inspectUrl : null,
    claims: new Claims(),
  };
  let hasFailed = false;
  let deletion: Promise<void> | undefined;
  const noting = async <T>(expectation: Promise<T>): Promise<T> => {
    try {
      return await expectation;
    } catch (error) {
      hasFailed ||= error instanceof ExpectationError;
      throw error;
    }
  };

  async function readAll(found: readonly CaptureSummary[], options: CallOptions): Promise<ReceivedRequest[]> {
    const received: ReceivedRequest[] = [];
    for (const { seq } of found) received.push(await readReceived(created, seq, options));
    return received;
  }

  async function change(answer: ResponseInput | PlaybookInput, when: string | undefined): Promise<void> {
    const settings = await created.replies.get();
    await created.replies.set(
      when === undefined || when === ''
        ? { ...settings, default: answer }
        : // The newest rule is evaluated first, and replaces one for the same requests.
          { ...settings, rules: [{ when, answer }, ...settings.rules.filter((rule) => rule.when !== when)] },
    );
  }

  async function remove(): Promise<void> {
    bins.delete(bin);
    const isKept = hasFailed && hasPages && environment.WIREBIN_KEEP === '1';
    try {
      if (!isKept) await created.delete({ permanent: true });
    } finally {
      await shared?.release();
    }
  }

  const bin: TestBin = {
    ...created,
    async expect<Count extends number = 1>(filter = '', options: ExpectOptions<Count> = {}) {
      const found = await noting(expectRequests(expecting, filter, options));
      const received = await readAll(found, options).catch((error) => {
        expecting.claims.release(found.map(({ seq }) => seq));
        throw error;
      });
      const isOne = (options.times ?? options.count ?? 1) === 1;
      return (isOne ? received[0] : received) as Expected<Count>;
    },
    expectNone: (filter = '', options = {}) => noting(expectNoRequests(expecting, filter, options)),
    reply: (response, { when } = {}) =>
      change(isList(response) ? { play: 'sequence', steps: response } : response, when),
    hold: (filter, { deadlineMs = 30_000 } = {}) => change({ hold: { deadlineMs } }, filter),
    delete() {
      deletion ??= remove();
      return deletion;
    },
    [Symbol.asyncDispose]: () => bin.delete(),
  };
  bins.add(bin);
  return bin;
}

/** Deletes the bins that `createBin` has created and that were not deleted yet. */
export async function deleteBins(): Promise<void> {
  await Promise.all([...bins].map((bin) => bin.delete()));
}

function isList(
  response: ResponseInput | readonly ResponseInput[] | PlaybookInput,
): response is readonly ResponseInput[] {
  return Array.isArray(response);
}
