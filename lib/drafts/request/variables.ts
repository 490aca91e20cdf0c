import type { DraftNote } from '../draft.ts';
import { WrittenLength } from '../limits.ts';

/** A variable in a text: `{{name}}`. */
const use = /\{\{([^{}\n]{1,220})\}\}/g;

/** The longest name that `use` finds. */
const longestName = 200;

/**
 * The variables of a text, and what they stand for. What is put in is not read again. All texts of one reading share a limit, since a
 * short text can use a long variable many times.
 */
export class Variables {
  readonly #values = new Map<string, string>();
  readonly #written = new WrittenLength('With its variables, the text has');

  set(name: string, value: string): void {
    if (name.length <= longestName) this.#values.set(name, value);
  }

  /** The text with the values of the variables that are defined. `unknown` gets the names of the others, which stay as they are. */
  fill(text: string, unknown: Set<string>): string {
    if (!text.includes('{{')) return text;
    return text.replace(use, (written, inside: string) => {
      const name = inside.trim();
      const value = this.#values.get(name);
      if (value === undefined) {
        if (unknown.size < 20) unknown.add(name);
        return written;
      }
      this.#written.add(value.length);
      return value;
    });
  }
}

/** Notes for variables that are not defined in the text. */
export function unknownVariables(names: Iterable<string>): DraftNote[] {
  return [...names].map((name) => ({
    code: 'variable-unknown',
    message: `The variable {{${name}}} is not defined in the text. It is kept as it is written.`,
  }));
}
