import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberNote } from '#lib/body/json/number-note.ts';

const exact64 = '64-bit, shown exactly';
const beyond64 = 'beyond 64 bits, shown exactly';
const moreDigits = 'more digits than a double can hold, shown exactly';

test.each([
  ['0', null],
  ['-0', null],
  ['0.0e9', null],
  ['0.1', null],
  ['1.0', null],
  ['1.50E+3', null],
  ['1e23', null],
  ['5e-324', null],
  ['9007199254740991', null],
  ['-9007199254740991', null],
  ['9007199254740992', exact64],
  ['9007199254740993', exact64],
  ['12345678901234567890', exact64],
  ['18446744073709551615', exact64],
  ['18446744073709551616', beyond64],
  ['-9223372036854775808', exact64],
  ['-9223372036854775809', beyond64],
  ['100000000000000000000', beyond64],
  ['3.141592653589793', null],
  ['3.14159265358979323846', moreDigits],
  ['0.10000000000000000', null],
  ['9007199254740993.0', moreDigits],
  ['1e400', 'exceeds the range of a double, shown exactly'],
  ['-1e99999999999999999999', 'exceeds the range of a double, shown exactly'],
  ['1e-400', 'too small for a double, shown exactly'],
])('%s: %s', (number, note) => {
  expect(numberNote(number)).toBe(note);
});

test('has nothing to say about a number that JavaScript wrote', () => {
  fc.assert(
    fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
      fc.pre(!Number.isInteger(value) || Number.isSafeInteger(value));
      expect(numberNote(String(value))).toBeNull();
    }),
  );
});

test('speaks up whenever a number that needs 64 bits is sent', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }), (value) => {
      expect(numberNote(String(value))).toBe(exact64);
    }),
  );
});
