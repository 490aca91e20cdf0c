import { createHash } from 'node:crypto';
import { SchemaError, schemaCompiler, type Validate } from '#lib/json-schema/compile-schema.ts';
import { type Violation, violationsOf } from '#lib/json-schema/violations.ts';
import { mostViolations } from '#lib/model/capture.ts';
import { LruCache } from '../lru-cache.ts';
import { withinTime } from '../within-time.ts';

type Input = {
  /** The schema as JSON. */
  readonly schema: string;
  readonly body: Uint8Array;
};

/** `unchecked`: why the body could not be checked, as the end of a sentence. */
export type SchemaOutcome = { readonly violations: readonly Violation[] } | { readonly unchecked: string };

/** How long all violations are searched, milliseconds: an array may have a million items. Then the first is enough. */
const searchTime = 300;

/** A schema that was compiled: it finds all errors, or the first one, for which it is compiled again. */
type Compiled = { readonly all: Validate; first?: Validate };

const known = new LruCache<Compiled>({ entries: 100, size: 4 * 2 ** 20 });

/** Checks a body against a JSON Schema: its first violations. */
export async function checkSchema({ schema, body }: Input): Promise<SchemaOutcome> {
  const parsed = parsedBody(body);
  if ('violations' in parsed) return parsed;
  try {
    const compiled = await compiledSchema(schema);
    const errors = withinTime(searchTime, () => compiled.all(parsed.value));
    if (errors !== null) return { violations: violationsOf(errors, mostViolations) };
    compiled.first ??= (await schemaCompiler(JSON.parse(schema))).compile({ allErrors: false });
    const violations = violationsOf(compiled.first(parsed.value), 1);
    return { violations: violations.length === 0 ? [] : [...violations, onlyFirst] };
  } catch (error) {
    if (error instanceof RangeError) return { unchecked: 'it is nested too deeply' };
    if (error instanceof SchemaError) return { unchecked: `the schema ${error.message}` };
    throw error;
  }
}

const onlyFirst: Violation = {
  pointer: null,
  keyword: null,
  message: 'There may be more violations. Finding all of them takes too long.',
};

const notJson: Violation = { pointer: '', keyword: null, message: 'is not JSON' };

/** JSON is UTF-8 (RFC 8259 §8.1), and may begin with a byte order mark. */
function parsedBody(body: Uint8Array): { value: unknown } | { violations: Violation[] } {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) };
  } catch {
    return { violations: [notJson] };
  }
}

async function compiledSchema(text: string): Promise<Compiled> {
  const key = createHash('sha256').update(text).digest('base64');
  const found = known.get(key);
  if (found) return found;
  const { compile } = await schemaCompiler(JSON.parse(text));
  const compiled: Compiled = { all: compile({ allErrors: true }) };
  known.set(key, compiled, text.length);
  return compiled;
}
