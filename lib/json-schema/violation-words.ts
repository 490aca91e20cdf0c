import type { ErrorObject } from 'ajv';
import { longestMessage } from '#lib/model/capture.ts';

/**
 * How a value violates a keyword, as the end of a sentence about it: `must be a string`. It contains what the schema says and no values
 * of the body. Names and values of the schema are between backticks.
 */
export function violationWords(error: ErrorObject): string {
  return shortened(wordsOf(error), longestMessage);
}

type Params = Readonly<Record<string, unknown>>;

const limits: Readonly<Record<string, (limit: number) => string>> = {
  minLength: (limit) => `must have at least ${counted(limit, 'character')}`,
  maxLength: (limit) => `must have at most ${counted(limit, 'character')}`,
  minItems: (limit) => `must have at least ${counted(limit, 'item')}`,
  maxItems: (limit) => `must have at most ${counted(limit, 'item')}`,
  minProperties: (limit) => `must have at least ${counted(limit, 'property', 'properties')}`,
  maxProperties: (limit) => `must have at most ${counted(limit, 'property', 'properties')}`,
  minimum: (limit) => `must be at least ${limit}`,
  maximum: (limit) => `must be at most ${limit}`,
  exclusiveMinimum: (limit) => `must be greater than ${limit}`,
  exclusiveMaximum: (limit) => `must be less than ${limit}`,
  additionalItems: (limit) => `must have at most ${counted(limit, 'item')}`,
  items: (limit) => `must have at most ${counted(limit, 'item')}`,
};

const others: Readonly<Record<string, (params: Params) => string>> = {
  type: ({ type }) => `must be ${orList([type].flat().map(kindWords))}`,
  required: ({ missingProperty }) => `must have the property ${code(missingProperty)}`,
  dependentRequired: needsProperty,
  dependencies: needsProperty,
  additionalProperties: () => 'is not an allowed property',
  unevaluatedProperties: () => 'is not an allowed property',
  unevaluatedItems: ({ len }) => `must have at most ${counted(Number(len), 'item')}`,
  propertyNames: () => 'has a name that is not allowed',
  enum: ({ allowedValues }) => `must be ${oneOf(allowedValues)}`,
  const: ({ allowedValue }) => `must be ${oneOf([allowedValue])}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${multipleOf}`,
  pattern: ({ pattern }) => `must match the pattern ${code(pattern)}`,
  format: ({ format }) => `must have the format ${code(format)}`,
  uniqueItems: ({ i, j }) => `must have no equal items, but items ${j} and ${i} are equal`,
  contains: ({ minContains, maxContains }) =>
    `must contain ${containedWords(Number(minContains), maxContains)} that \`contains\` describes`,
  anyOf: () => 'must match one of the schemas in `anyOf`',
  oneOf: ({ passingSchemas }) =>
    passingSchemas === null
      ? 'must match one of the schemas in `oneOf`'
      : 'must match only one of the schemas in `oneOf`, but matches several',
  not: () => 'must not match the schema in `not`',
  if: ({ failingKeyword }) => `must match the schema in ${code(failingKeyword)}`,
  'false schema': () => 'is not allowed',
};

function wordsOf({ keyword, params, message }: ErrorObject): string {
  const { limit } = params as Params;
  if (typeof limit === 'number' && Object.hasOwn(limits, keyword)) return limits[keyword]!(limit);
  if (Object.hasOwn(others, keyword)) return others[keyword]!(params as Params);
  return message ?? `violates ${code(keyword)}`;
}

function needsProperty({ property, missingProperty }: Params): string {
  return `must have the property ${code(missingProperty)}, because it has ${code(property)}`;
}

const kinds: Readonly<Record<string, string>> = {
  array: 'an array',
  boolean: '`true` or `false`',
  integer: 'an integer',
  null: '`null`',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

function kindWords(type: unknown): string {
  return kinds[String(type)] ?? code(type);
}

/** Values that are short are named. */
function oneOf(values: unknown): string {
  const names =
    Array.isArray(values) && values.length <= 6 ? values.map((value) => JSON.stringify(value)) : [];
  if (names.length === 0 || names.join().length > 120) return 'one of the values that the schema allows';
  return orList(names.map(code));
}

function containedWords(least: number, most: unknown): string {
  if (typeof most === 'number') return `${least} to ${counted(most, 'item')}`;
  return `at least ${counted(least, 'item')}`;
}

function orList(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A name of the schema as code. */
function code(name: unknown): string {
  return `\`${shortened(String(name).replaceAll('`', "'"), 100)}\``;
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 2)} …`;
}
