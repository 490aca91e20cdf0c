import type { RE2JS } from 're2js';

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
export function matching(value: string): ((text: string) => boolean) | string {
  const [, source = '', flags = ''] = form.exec(value) ?? [];
  if (!engine) return 'has a regular expression, and what reads these is still being loaded';
  if (source.length > longest) return `takes a regular expression of up to ${longest} characters`;
  try {
    const compiled = engine.compile(source, flagsOf(engine, flags));
    return (text) => compiled.matcher(text).find();
  } catch (error) {
    const reason = (error as Error).message.replace(/^error parsing regexp: /, '');
    return `has a regular expression that RE2 does not take: ${reason}`;
  }
}

function flagsOf(of: Engine, flags: string): number {
  const bits: Record<string, number> = { i: of.CASE_INSENSITIVE, m: of.MULTILINE, s: of.DOTALL };
  return [...flags].reduce((sum, flag) => sum | bits[flag]!, 0);
}
