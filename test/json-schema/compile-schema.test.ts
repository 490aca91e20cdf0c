import { describe, expect, test } from 'vitest';
import { schemaCompiler } from '#lib/json-schema/compile-schema.ts';
import { violationsOf } from '#lib/json-schema/violations.ts';

const draft2020 = 'https://json-schema.org/draft/2020-12/schema';

async function violations(schema: object | boolean, value: unknown, most = 20) {
  return violationsOf((await schemaCompiler(schema)).compile({ allErrors: true })(value), most);
}

/** Each violation as `pointer: message`. */
async function words(schema: object | boolean, value: unknown): Promise<string[]> {
  return (await violations(schema, value)).map(({ pointer, message }) => `${pointer}: ${message}`);
}

async function errorOf(schema: object | boolean): Promise<[string, string] | null> {
  try {
    const { check, compile } = await schemaCompiler(schema);
    check();
    compile({ allErrors: true });
    return null;
  } catch (error) {
    const { pointer, message } = error as Error & { pointer: string };
    return [pointer, message];
  }
}

describe('a schema says which values are valid', () => {
  test('by the draft that it names, or by 2020-12', async () => {
    const tuple = { type: 'array', prefixItems: [{ type: 'string' }], items: false };
    expect(await words(tuple, ['a'])).toEqual([]);
    expect(await words(tuple, ['a', 1])).toEqual([': must have at most 1 item']);
    expect(await words({ $schema: draft2020, ...tuple }, [1])).toEqual(['/0: must be a string']);
    const before = { items: [{ type: 'string' }], additionalItems: false };
    for (const draft of [
      'http://json-schema.org/draft-07/schema#',
      'https://json-schema.org/draft-07/schema',
      'https://json-schema.org/draft/2019-09/schema',
    ])
      expect(await words({ $schema: draft, ...before }, ['a', 1])).toEqual([': must have at most 1 item']);
    expect(await words(true, 1)).toEqual([]);
    expect(await words(false, 1)).toEqual([': is not allowed']);
  });

  test('with references inside of it, and recursion', async () => {
    const tree = { type: 'object', properties: { next: { $ref: '#' }, id: { $ref: '#/$defs/id' } } };
    const schema = { ...tree, $defs: { id: { $anchor: 'id', type: 'integer' } } };
    expect(await words(schema, { next: { next: { id: 'a' } } })).toEqual([
      '/next/next/id: must be an integer',
    ]);
  });

  test('with names that every object has, which are names like any other', async () => {
    const schema = { required: ['constructor'], properties: { toString: { type: 'string' } } };
    expect(await words(schema, {})).toEqual([': must have the property `constructor`']);
    expect(await words({ additionalProperties: false, ...schema }, JSON.parse('{"constructor":1}'))).toEqual([
      '/constructor: is not an allowed property',
    ]);
  });

  test('with unknown keywords and formats, which are annotations', async () => {
    expect(await words({ 'x-owner': 'shop', format: 'sku', example: 1 }, 'a')).toEqual([]);
  });
});

test('violations are sentences about a value, which name what the schema says and no value of the body', async () => {
  const schema = {
    type: 'object',
    required: ['id'],
    additionalProperties: false,
    properties: {
      id: { type: ['string', 'null'] },
      email: { format: 'email' },
      key: { pattern: '^sk_[a-z]+$' },
      kind: { enum: ['a', 'b', 3] },
      version: { const: 2 },
      amount: { minimum: 1, multipleOf: 5 },
      items: { type: 'array', minItems: 2, uniqueItems: true, items: { type: 'integer' } },
      any: { anyOf: [{ type: 'string' }, { type: 'number' }] },
      one: { oneOf: [{ type: 'number' }, { minimum: 1 }] },
      not: { not: { type: 'string' } },
      when: { if: { minimum: 1 }, else: { minimum: 0.5 } },
      names: { propertyNames: { maxLength: 1 } },
      card: { dependentRequired: { number: ['month'] } },
      some: { contains: { type: 'string' } },
    },
  };
  const secret = 'secret';
  const value = {
    email: secret,
    key: secret,
    kind: secret,
    version: secret,
    amount: 0.5,
    items: [secret],
    any: [secret],
    one: 1,
    not: secret,
    when: 0,
    names: { ab: secret },
    card: { number: secret },
    some: [1],
    'a/b~': secret,
  };
  const found = await words(schema, value);
  expect(found.join('\n')).not.toContain(secret);
  expect(found).toEqual([
    ': must have the property `id`',
    '/a~1b~0: is not an allowed property',
    '/email: must have the format `email`',
    '/key: must match the pattern `^sk_[a-z]+$`',
    '/kind: must be `"a"`, `"b"` or `3`',
    '/version: must be `2`',
    '/amount: must be at least 1',
    '/amount: must be a multiple of 5',
    '/items: must have at least 2 items',
    '/items/0: must be an integer',
    '/any: must be a string',
    '/any: must be a number',
    '/any: must match one of the schemas in `anyOf`',
    '/one: must match only one of the schemas in `oneOf`, but matches several',
    '/not: must not match the schema in `not`',
    '/when: must be at least 0.5',
    '/names/ab: must have at most 1 character',
    '/names/ab: has a name that is not allowed',
    '/card: must have the property `month`, because it has `number`',
    '/some/0: must be a string',
  ]);
  expect(await words({ contains: { type: 'string' }, maxItems: 0 }, [1])).toContain(
    ': must contain at least 1 item that `contains` describes',
  );
});

test('violations are bounded in number and length', async () => {
  const schema = {
    items: { type: 'string' },
    properties: { ['k'.repeat(400)]: false, a: { pattern: 'x'.repeat(500) } },
  };
  expect(await violations(schema, Array(1000).fill(1), 20)).toHaveLength(20);
  const found = await violations(schema, { ['k'.repeat(400)]: 1, a: '' });
  expect(found[0]).toMatchObject({ pointer: '' });
  expect(found[1]!.message.length).toBeLessThanOrEqual(200);
});

describe('a schema that cannot be used is refused, with the place in it', () => {
  test.each<[object | boolean, [string, string]]>([
    [
      { properties: { id: { type: 'strin' } } },
      ['/properties/id/type', 'must be one of the values that the schema allows'],
    ],
    [{ properties: { 'a/b': { minimum: '1' } } }, ['/properties/a~1b/minimum', 'must be a number']],
    [
      { $ref: 'https://schemas.example/order.json' },
      [
        '',
        'refers to `https://schemas.example/order.json`, which is not in the schema. Other documents are not fetched: put its definition into `$defs`',
      ],
    ],
    [
      { $ref: '#/$defs/none' },
      [
        '',
        'refers to `#/$defs/none`, which is not in the schema. Other documents are not fetched: put its definition into `$defs`',
      ],
    ],
    [
      { $schema: 'http://json-schema.org/draft-04/schema#' },
      [
        '/$schema',
        'is not supported. Use draft-07, 2019-09 or 2020-12, as `https://json-schema.org/draft/2020-12/schema`',
      ],
    ],
    [
      { pattern: '(?=a)b' },
      [
        '',
        'has the regular expression `(?=a)b`, which is not valid in RE2 syntax: invalid or unsupported Perl syntax: `(?=`',
      ],
    ],
    [
      { patternProperties: { '(': true } },
      ['', 'has the regular expression `(`, which is not valid in RE2 syntax: missing closing ): `(`'],
    ],
    [
      { pattern: '(x{500}){500}' },
      ['', 'has the regular expression `(x{500}){500}`, which is not valid in RE2 syntax: it is too complex'],
    ],
    [{ $async: true }, ['/$async', 'must not be asynchronous']],
  ])('%j', async (schema, error) => {
    expect(await errorOf(schema)).toEqual(error);
  });
});

test('expressions of JavaScript that RE2 writes otherwise mean the same', async () => {
  expect(await words({ pattern: '^\\u0065vt_\\d+\\/$' }, 'evt_1/')).toEqual([]);
  expect(await words({ pattern: '^(?<year>\\d{4})-\\p{L}$' }, '2026-ä')).toEqual([]);
  expect(await words({ pattern: '^a$' }, 'a\nb')).toHaveLength(1);
});
