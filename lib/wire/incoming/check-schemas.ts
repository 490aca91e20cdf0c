import { openDecodeQueue } from '#lib/content-encoding/decode-queue.ts';
import { type CompiledFilter, compiledFilter } from '#lib/filter/arrival-filter.ts';
import { contentCodings } from '#lib/http/content-coding.ts';
import type { ReplyingBin } from '#lib/model/bin.ts';
import type { BinSchema } from '#lib/model/bin-schema.ts';
import {
  mostViolations,
  noSchemaFacts,
  type Received,
  type SchemaFacts,
  type SchemaViolation,
  type SenderFacts,
} from '#lib/model/capture.ts';
import { failureCode } from '#lib/model/errors.ts';
import { bodyLookedAt } from '#lib/reply/respond-to.ts';
import type { Store } from '#lib/store/store.ts';
import { filterWork } from '#lib/workers/filter-work.ts';
import type { SchemaOutcome } from '#lib/workers/jobs/check-schema.ts';
import type { Workers } from '#lib/workers/workers.ts';

/** A request whose signature was checked, before it is stored. */
type Checked = Received & SenderFacts;

/**
 * Checks the body of a request against the schemas of its bin whose filters it matches, before it is stored. It is invalid if it violates
 * any of them. Never fails.
 */
export type CheckSchemas = (
  bin: Pick<ReplyingBin, 'id' | 'schemas'>,
  request: Checked,
) => Promise<SchemaFacts>;

type Parts = {
  readonly store: Pick<Store, 'readLongBody'>;
  readonly workers: Pick<Workers, 'runForCheck'>;
  readonly reportError: (error: unknown) => void;
};

/** The longest body that is checked, bytes, as stored and as decoded: as much as rules see. */
const longestChecked = bodyLookedAt;

const neverAborted = new AbortController().signal;

export function schemaChecker({ store, workers, reportError }: Parts): CheckSchemas {
  const run = workers.runForCheck;
  const filters = filterWork({ run });
  const decodeBody = openDecodeQueue(longestChecked);
  const compiled = new WeakMap<BinSchema, CompiledFilter>();

  function filterOf(schema: BinSchema): CompiledFilter {
    const known = compiled.get(schema) ?? compiledFilter(schema.filter);
    compiled.set(schema, known);
    return known;
  }

  async function bodyOf({ body, longBodyId, bodyStored }: Checked): Promise<Uint8Array> {
    return longBodyId === null ? body : store.readLongBody(longBodyId, Math.min(bodyStored, longestChecked));
  }

  /** The body as it is checked; or its outcome, where it is not. */
  async function contentOf(
    request: Checked,
    read: () => Promise<Uint8Array>,
  ): Promise<{ content: Uint8Array } | SchemaOutcome> {
    if (request.aborted || request.truncated) return { unchecked: 'it is incomplete' };
    if (request.bodyStored > longestChecked) return { unchecked: 'it is longer than 1 MiB' };
    const codings = contentCodings(request.headers);
    const stored = await read();
    if (codings.length === 0) return { content: stored };
    const decoded = await decodeBody(inOnePiece(stored), codings, neverAborted);
    if (decoded.truncated) return { unchecked: 'it is longer than 1 MiB when it is decoded' };
    if (decoded.error) return { violations: [undecodable] };
    return { content: decoded.body };
  }

  /** What `check` results in. What takes too long, or fails, is a reason not to have checked. */
  async function outcomeOf(check: () => Promise<SchemaOutcome | null>): Promise<SchemaOutcome | null> {
    try {
      return await check();
    } catch (error) {
      const code = failureCode(error);
      if (code === 'too-much-work') return { unchecked: 'the check took too long' };
      if (code === 'busy') return { unchecked: 'too many requests were waiting to be checked' };
      if (code !== 'draining') reportError(error);
      return { unchecked: 'the server could not check it' };
    }
  }

  return async ({ id: binId, schemas }, request) => {
    if (schemas.length === 0 || request.malformed !== null) return noSchemaFacts;
    const asker = { name: `schemas of bin ${binId}` };
    const read = once(() => bodyOf(request));
    const content = once(() => contentOf(request, read));
    const facts = { ...request, seq: 0, schema: null, note: null, pinned: false, answered: null };

    async function applies(schema: BinSchema): Promise<boolean> {
      const filter = await filterOf(schema)(request.receivedAt / 1000);
      if (filter === null) return true;
      if (!(await filters.mayMatch(filter, facts, asker))) return false;
      return !filter.needsBody || filters.matches(filter, { facts, body: await read() }, asker);
    }

    async function check(schema: BinSchema): Promise<SchemaOutcome | null> {
      if (!(await applies(schema))) return null;
      const found = await content();
      if (!('content' in found)) return found;
      const body = new Uint8Array(found.content);
      return run('checkSchema', { schema: schema.text, body }, { asker, transfer: [body.buffer] });
    }

    const outcomes: [BinSchema, SchemaOutcome][] = [];
    for (const schema of schemas) {
      const outcome = await outcomeOf(() => check(schema));
      if (outcome !== null) outcomes.push([schema, outcome]);
    }
    return factsOf(outcomes);
  };
}

const undecodable = {
  pointer: '',
  keyword: null,
  message: 'is not JSON: its content encoding cannot be decoded',
};

/** The result of all schemas that applied. */
function factsOf(outcomes: readonly [BinSchema, SchemaOutcome][]): SchemaFacts {
  if (outcomes.length === 0) return noSchemaFacts;
  const of = ({ id, name }: BinSchema) => ({ id, name });
  const violations = outcomes.flatMap(([schema, outcome]) =>
    'violations' in outcome ? outcome.violations.map((one) => ({ schema: of(schema), ...one })) : [],
  );
  const reasons = outcomes.flatMap(([schema, outcome]): SchemaViolation[] =>
    'unchecked' in outcome
      ? [
          {
            schema: of(schema),
            pointer: null,
            keyword: null,
            message: `The body was not checked, because ${outcome.unchecked}.`,
          },
        ]
      : [],
  );
  return {
    schema: violations.length > 0 ? 'invalid' : reasons.length > 0 ? 'unchecked' : 'valid',
    schemaViolations: [...violations, ...reasons].slice(0, mostViolations),
  };
}

/** The same promise however often it is asked for. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
