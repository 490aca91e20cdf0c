import type { RE2JS } from 're2js';

/**
 * Regular expressions in filters, `/^evt_\d+$/i`, in RE2's dialect (https://github.com/google/re2/wiki/Syntax): its engine takes
 * time in proportion to the text, whatever the expression, since expressions are written by people and texts by strangers. It
 * is 46 KB compressed, and loaded when the first one is read.
 */
type Engine = typeof RE2JS;

let engine: Engine | null = null;
let sizeOf: ((source: string) => number) | null = null;

const form = /^\/(.*)\/([ims]*)$/s;

/** The longest expression, in characters. */
const longest = 1000;
/**
 * The most instructions of a compiled expression: matching may take one step per instruction for each character of the text.
 * Nested repetition needs many: `(a{1,30}){1,30}` has 1,862.
 */
const mostInstructions = 300;
/** An expression estimated above this is not compiled at all. The estimate may be twice the real number. */
const mostExpected = 2 * mostInstructions;
/** The cost of an instruction, in comparisons of one character. */
const stepsOfInstruction = 12;

/** A test of texts, and its approximate cost in steps per character (`cost.ts`). */
export type Pattern = { readonly matches: (text: string) => boolean; readonly steps: number };

/** Whether a value is a regular expression rather than a plain text. */
export function isPattern(value: string): boolean {
  return value.length > 2 && form.test(value);
}

/**
 * Whether a `path:` value is a regular expression. `/orders/` is a plain path; an expression contains a character that paths do
 * not use: `^`, `$`, `\`, `|`, `[`, `.*` or `.+`.
 */
export function isPathPattern(value: string): boolean {
  return isPattern(value) && /[\^$\\|[]|\.[*+]/.test(value);
}

/** Loads the engine; await it before reading filters with regular expressions. */
export async function loadPatterns(): Promise<void> {
  if (engine) return;
  const [{ RE2JS }, { patternSize }] = await Promise.all([import('re2js'), import('./pattern-size.ts')]);
  [engine, sizeOf] = [RE2JS, patternSize];
}

/** Compiles a value for which `isPattern` holds; returns an error sentence when it is not valid. */
export function patternOf(value: string): Pattern | string {
  const [, source = '', flags = ''] = form.exec(value) ?? [];
  if (!engine || !sizeOf) return 'The regular expression cannot be checked yet: its engine is still loading.';
  if (source.length > longest) return `A regular expression may have up to ${longest} characters.`;
  const expected = sizeOf(source);
  if (expected > mostExpected) return tooComplex(expected);
  try {
    const compiled = engine.compile(source, flagsOf(engine, flags));
    const instructions = compiled.programSize();
    if (instructions > mostInstructions) return tooComplex(instructions);
    return {
      matches: (text) => compiled.matcher(text).find(),
      steps: instructions * stepsOfInstruction,
    };
  } catch (error) {
    const reason = (error as Error).message.replace(/^error parsing regexp: /, '');
    return `The regular expression is not valid in RE2 syntax: ${reason}.`;
  }
}

function tooComplex(instructions: number): string {
  return `The regular expression is too complex: it compiles to about ${instructions} instructions, and the limit is ${mostInstructions}.`;
}

function flagsOf(of: Engine, flags: string): number {
  const bits: Record<string, number> = { i: of.CASE_INSENSITIVE, m: of.MULTILINE, s: of.DOTALL };
  return [...flags].reduce((sum, flag) => sum | bits[flag]!, 0);
}
