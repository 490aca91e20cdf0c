import type { ErrorObject } from 'ajv';
import { longestPointer, type SchemaViolation } from '#lib/model/capture.ts';
import { violationWords } from './violation-words.ts';

/** A violation without the schema that is violated. */
export type Violation = Omit<SchemaViolation, 'schema'>;

/** The first violations among the errors of a validation, `most` of them. */
export function violationsOf(errors: readonly ErrorObject[], most: number): Violation[] {
  const found: Violation[] = [];
  for (const error of errors) {
    if (found.length === most) break;
    // What `then` or `else` says is violated has errors of its own.
    if (error.keyword === 'if') continue;
    found.push({ pointer: pointerOf(error), keyword: error.keyword, message: violationWords(error) });
  }
  return found;
}

/** The value that is wrong. A property that may not be there is the value itself, not the object that has it. */
function pointerOf({ instancePath, params, propertyName }: ErrorObject): string {
  const { additionalProperty, unevaluatedProperty } = params as Record<string, string | undefined>;
  const name = additionalProperty ?? unevaluatedProperty ?? propertyName ?? params.propertyName;
  return cut(name === undefined ? instancePath : `${instancePath}/${escaped(name)}`);
}

/** A reference token (RFC 6901 §3). */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Of a pointer that is too long the beginning: it leads to a value around the one that is wrong. */
function cut(pointer: string): string {
  return pointer.length <= longestPointer
    ? pointer
    : pointer.slice(0, pointer.lastIndexOf('/', longestPointer));
}
