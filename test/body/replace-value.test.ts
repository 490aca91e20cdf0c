import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceAt, withSourceAt } from '#lib/body/json/replace-value.ts';

describe('a value in a JSON text is replaced', () => {
  it.each([
    ['{ "a" : [1, {"b":2.50}] }\n', ['a', '1', 'b'], '{ "a" : [1, {"b":9}] }\n'],
    ['{"a":1,"a":2}', ['a'], '{"a":1,"a":9}'],
    ['{"a":1}', ['b'], '{"a":1,"b":9}'],
    ['{ }', ['b', 'c'], '{"b":{"c":9} }'],
    ['{"a":{"x":[]} , "z":0}', ['a', 'y'], '{"a":{"x":[],"y":9} , "z":0}'],
    ['[1]', [], '9'],
  ])('in %j at %j', (text, path, expected) => {
    expect(withSourceAt(text, path, '9')).toBe(expected);
  });

  it.each([
    ['{"a":', ['a']],
    ['[1]', ['1']],
    ['{"a":1}', ['a', 'b']],
    ['"a"', ['length']],
  ])('but not in %j at %j', (text, path) => {
    expect(withSourceAt(text, path, '9')).toBeNull();
    expect(sourceAt(text, path)).toBeNull();
  });

  it('and is read from there as JSON.parse reads it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.string(),
        fc.jsonValue(),
        (object, name, value) => {
          fc.pre(name !== '__proto__');
          const text = withSourceAt(JSON.stringify(object, null, 1), [name], JSON.stringify(value))!;
          expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ ...object, [name]: value })));
          expect(sourceAt(text, [name])).toBe(JSON.stringify(value));
        },
      ),
    );
  });
});
