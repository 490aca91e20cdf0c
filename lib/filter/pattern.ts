import type { RE2JS } from 're2js';
import { patternSize } from './pattern-size.ts';

/**
 * Regular expressions in filters, `/^evt_\d+$/i`, in RE2's dialect (https://github.com/google/re2/wiki/Syntax): its engine takes
 * time in proportion to the text, whatever the expression, since expressions are written by people and texts by strangers. It
 * is 46 KB compressed, and loaded when the first one is read.
 */
type Engine = typeof RE2JS;

let engine: Engine | null = null;

const form = /^\/(.*)\/([ims]*)$/s;

/** The longest expression, characters. */
const longest = 1000;
/**
 * The most instructions an expression may be compiled to: each character of a text may take a step for each of them. Repetition
 * makes them many: `(a{1,30}){1,30}` has 1,862.
 */
const mostInstructions = 300;
/** An expression that is expected to have more is not compiled at all: what is expected may be twice what it is. */
const mostExpected = 2 * mostInstructions;
/** An instruction takes as long as so many comparisons of a character. */
const stepsOfInstruction = 12;

/** A test of texts, and about how many steps it takes for each of their characters (`cost.ts`). */
export type Pattern = { readonly matches: (text: string) => boolean; readonly steps: number };

/** Whether a value is a regular expression rather than a plain text. */
export function isPattern(value: string): boolean {
  return value.length > 2 && form.test(value);
}

/**
 * The same for a path, where `/orders/` is a path: it takes a sign that paths have no use for, `^`, `$`, `\`, `|`, `[`, `.*` or
 * `.+`.
 */
export function isPathPattern(value: string): boolean {
  return isPattern(value) && /[\^$\\|[]|\.[*+]/.test(value);
}

/** To be awaited before filters with regular expressions are read; says nothing new once it has been. */
export async function loadPatterns(): Promise<void> {
  engine ??= (await import('re2js')).RE2JS;
}

/** The test for the value of a word that `isPattern`, or a sentence that says what is wrong with it. */
export function patternOf(value: string): Pattern | string {
  const [, source = '', flags = ''] = form.exec(value) ?? [];
  if (!engine) return 'has a regular expression, and what reads these is still being loaded';
  if (source.length > longest) return `takes a regular expression of up to ${longest} characters`;
  const expected = patternSize(source);
  if (expected > mostExpected) return tooMany(expected);
  try {
    const compiled = engine.compile(source, flagsOf(engine, flags));
    const instructions = compiled.programSize();
    if (instructions > mostInstructions) return tooMany(instructions);
    return {
      matches: (text) => compiled.matcher(text).find(),
      steps: instructions * stepsOfInstruction,
    };
  } catch (error) {
    const reason = (error as Error).message.replace(/^error parsing regexp: /, '');
    return `has a regular expression that RE2 does not take: ${reason}`;
  }
}

function tooMany(instructions: number): string {
  return `has a regular expression that repeats too much: it may take ${mostInstructions} instructions and takes about ${instructions}`;
}

function flagsOf(of: Engine, flags: string): number {
  const bits: Record<string, number> = { i: of.CASE_INSENSITIVE, m: of.MULTILINE, s: of.DOTALL };
  return [...flags].reduce((sum, flag) => sum | bits[flag]!, 0);
}
