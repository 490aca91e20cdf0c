import type { ErrorObject, Options } from 'ajv';
import { PatternError, schemaPattern } from './schema-pattern.ts';
import { violationsOf } from './violations.ts';

/** The errors of a JSON value; none when it is valid. */
export type Validate = (value: unknown) => readonly ErrorObject[];

/** A schema that cannot be used. The message is the end of a sentence; `pointer` leads to the place in the schema. */
export class SchemaError extends Error {
  readonly pointer: string;

  constructor(message: string, pointer = '') {
    super(message);
    this.name = 'SchemaError';
    this.pointer = pointer;
  }
}

const drafts = {
  'json-schema.org/draft-07/schema': async () => (await import('ajv')).Ajv,
  'json-schema.org/draft/2019-09/schema': async () => (await import('ajv/dist/2019.js')).Ajv2019,
  'json-schema.org/draft/2020-12/schema': async () => (await import('ajv/dist/2020.js')).Ajv2020,
} as const;
type Draft = keyof typeof drafts;

/**
 * Nothing is fetched, as there is no `loadSchema`. Unknown keywords and formats are annotations, as the specification says. Names that every
 * object has, as `constructor`, are names like any other. The optimizer is off: it takes quadratic time.
 */
const options: Options = {
  strict: false,
  ownProperties: true,
  logger: false,
  validateSchema: false,
  code: { regExp: schemaPattern, optimize: false },
};

/** A schema with the compiler of its draft loaded. Both functions may take long, and belong on a worker thread. */
export type SchemaCompiler = {
  /** Checks the schema by the schema of its draft. @throws `SchemaError` */
  readonly check: () => void;
  /**
   * Compiles the schema, for which Ajv generates code. With `allErrors` all errors of a value are found, else the first.
   * @throws `SchemaError` when it uses a reference that is not in it, or a regular expression that RE2 does not support.
   */
  readonly compile: (how: { allErrors: boolean }) => Validate;
};

/**
 * Loads the compiler for a JSON Schema of draft-07, 2019-09 or 2020-12, as its `$schema` says; 2020-12 without one.
 * @throws `SchemaError` for other drafts
 */
export async function schemaCompiler(schema: object | boolean): Promise<SchemaCompiler> {
  const [Ajv, { default: addFormats }] = await Promise.all([
    drafts[draftOf(schema)](),
    import('ajv-formats'),
  ]);
  const written = withoutDraft(schema);
  return {
    check() {
      const ajv = new Ajv(options);
      if (ajv.validateSchema(written)) return;
      const [violation] = violationsOf(ajv.errors ?? [], 1);
      throw new SchemaError(violation?.message ?? 'is not a valid schema', violation?.pointer ?? '');
    },
    compile({ allErrors }) {
      try {
        const validate = addFormats.default(new Ajv({ ...options, allErrors })).compile(written);
        if ('$async' in validate) throw new SchemaError('must not be asynchronous', '/$async');
        return (value) => (validate(value) ? [] : (validate.errors ?? []));
      } catch (error) {
        throw schemaErrorOf(error);
      }
    },
  };
}

/** Loads the compilers of all drafts, so that they are there when time counts. */
export async function loadSchemaCompilers(): Promise<void> {
  for (const load of Object.values(drafts)) await load();
  (await schemaCompiler(true)).compile({ allErrors: true });
}

function draftOf(schema: object | boolean): Draft {
  const named = (schema as { $schema?: unknown }).$schema ?? 'https://json-schema.org/draft/2020-12/schema';
  const draft = String(named)
    .replace(/^https?:\/\//, '')
    .replace(/#$/, '');
  if (Object.hasOwn(drafts, draft)) return draft as Draft;
  throw new SchemaError(
    'is not supported. Use draft-07, 2019-09 or 2020-12, as `https://json-schema.org/draft/2020-12/schema`',
    '/$schema',
  );
}

/** The draft is chosen: Ajv would not know other spellings of its URL. */
function withoutDraft(schema: object | boolean): object | boolean {
  if (typeof schema === 'boolean') return schema;
  const { $schema: _, ...written } = schema as { $schema?: unknown };
  return written;
}

function schemaErrorOf(error: unknown): Error {
  if (error instanceof SchemaError) return error;
  if (error instanceof PatternError)
    return new SchemaError(
      `has the regular expression \`${error.source.slice(0, 100)}\`, which is not valid in RE2 syntax: ${error.message}`,
    );
  if (error instanceof RangeError) return new SchemaError('has too many keywords in one place');
  const { missingRef, message } = error as Error & { missingRef?: string };
  if (missingRef !== undefined)
    return new SchemaError(
      `refers to \`${missingRef.slice(0, 200)}\`, which is not in the schema. Other documents are not fetched: put its definition into \`$defs\``,
    );
  return new SchemaError(`cannot be compiled: ${message.slice(0, 300)}`);
}
