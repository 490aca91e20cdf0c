import { SchemaError, schemaCompiler } from '#lib/json-schema/compile-schema.ts';
import { fail } from '#lib/model/errors.ts';
import { withinTime } from '../within-time.ts';

/** How long a schema may take to compile, milliseconds. Requests have more: it is compiled again when one is checked against it. */
const compileTime = 1000;

/**
 * Compiles a JSON Schema, to see whether requests can be checked against it. Fails with `invalid-input`, which names the place in it, also
 * where it takes too long.
 */
export async function readSchema({ schema }: { schema: object | boolean }): Promise<void> {
  try {
    const { check, compile } = await schemaCompiler(schema);
    const compiled = withinTime(compileTime, () => {
      check();
      return compile({ allErrors: true });
    });
    if (compiled === null) throw new SchemaError('takes more than 1 second to compile');
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    fail('invalid-input', [`schema${error.pointer}`, error.message].join(': '));
  }
}
