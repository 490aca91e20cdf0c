import { RE2JS } from 're2js';
import { patternSize } from '#lib/filter/pattern-size.ts';

/**
 * The regular expressions of schemas (`pattern`, `patternProperties`) in the engine of RE2, which takes time in proportion to the text:
 * schemas are written by people, and texts by strangers. Lookaround and back-references do not exist there.
 */
export const schemaPattern = Object.assign(patternOf, { code: 'schemaPattern' });

/** The most instructions of a compiled expression, as `lib/filter/pattern-size.ts` estimates them. */
const mostInstructions = 2000;

/** Ajv takes expressions for the same whose `toString` is the same. */
function patternOf(source: string): { test: (text: string) => boolean; toString: () => string } {
  if (patternSize(source) > mostInstructions) throw new PatternError(source, 'it is too complex');
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
    return { test: (text) => compiled.matcher(text).find(), toString: () => source };
  } catch (error) {
    throw new PatternError(source, (error as Error).message.replace(/^error parsing regexp: /, ''));
  }
}

/** A regular expression that cannot be used. */
export class PatternError extends Error {
  readonly source: string;

  constructor(source: string, reason: string) {
    super(reason);
    this.source = source;
  }
}
