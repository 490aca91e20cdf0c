/**
 * PostgreSQL stores no U+0000 in TEXT, but requests may have it: in a malformed request line, or in an event of their body. It is stored
 * as a noncharacter, which no byte string has (they end at U+00FF), and which Unicode reserves for such uses inside of a program
 * (https://www.unicode.org/faq/private_use.html#nonchar4).
 */
const stand = '\ufdd0';

/** A text as it is stored. Halves of surrogate pairs, which UTF-8 does not have, are replaced by U+FFFD. */
export function storable(text: string): string {
  if (!isSpecial.test(text)) return text;
  return Buffer.from(text.replaceAll('\0', stand)).toString();
}

/** The text that was stored. */
export function restored(text: string): string {
  return text.includes(stand) ? text.replaceAll(stand, '\0') : text;
}

type Types = { getTypeParser(oid: number, format?: unknown): unknown };

/** The number of the type TEXT in PostgreSQL's catalogue (pg_type). */
const textType = 25;

/** How the driver reads values, with texts as they were before they were stored. */
export function restoringTexts(types: Types): Types {
  return {
    getTypeParser: (oid, format) => (oid === textType ? restored : types.getTypeParser(oid, format)),
  };
}

const isSpecial = /[\0\ud800-\udfff]/;
