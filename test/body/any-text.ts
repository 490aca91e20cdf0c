import fc from 'fast-check';

/** Any string a program can hold: UTF-16 code units without regard to pairs, controls and line breaks often. */
export const anyText = fc.string({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.string({ minLength: 1, maxLength: 1 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('\n', '\r', '\r\n', '\t', '\0', '"', '\\', '\ufeff', '\u2028', '\u{1f600}'),
    },
    { weight: 1, arbitrary: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)) },
  ),
});
