import { fail } from '#lib/model/errors.ts';
import { failIfTooLong } from './import-format.ts';

/**
 * The JSON texts of the elements of `log.entries` in a HAR file, one after the other, in a stream: browsers export hundreds of
 * megabytes. Only strings and brackets are scanned; the caller parses each entry.
 */
export async function* harEntries(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  const scan = new EntryScan();
  for await (const piece of pieces) yield* scan.next(piece);
  scan.end();
}

/** The deepest nesting that is accepted. */
const deepest = 1000;

class EntryScan {
  /** The open brackets; a key of the object it is in stands before each. */
  #path: string[] = [];
  #string: { text: string; escaped: boolean } | null = null;
  #lastString = '';
  #entry: string[] | null = null;
  #length = 0;
  #found = false;

  *next(piece: string): Generator<string> {
    let start = 0;
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at]!;
      if (this.#string) {
        this.#inString(character);
        continue;
      }
      if (character === '"') this.#string = { text: '', escaped: false };
      else if (character === '{' || character === '[') {
        if (this.#isInEntries()) {
          this.#entry = [];
          this.#length = 0;
          start = at;
        }
        if (this.#path.length >= deepest)
          fail('invalid-json', `The file is nested more than ${deepest} levels deep.`);
        this.#path.push(character + this.#lastString);
        this.#found ||= this.#isInEntries();
        this.#lastString = '';
      } else if (character === '}' || character === ']') {
        this.#path.pop();
        this.#lastString = '';
        if (this.#entry && this.#isInEntries()) {
          yield this.#entry.join('') + piece.slice(start, at + 1);
          this.#entry = null;
        }
      } else if (character === ',') this.#lastString = '';
    }
    if (this.#entry) {
      this.#entry.push(piece.slice(start));
      this.#length += piece.length;
      failIfTooLong(this.#length);
    }
  }

  end(): void {
    if (!this.#found) fail('invalid-json', 'The file is not a HAR file: it has no log with entries.');
    if (this.#path.length > 0) fail('invalid-json', 'The file is incomplete: it ends too early.');
  }

  #isInEntries(): boolean {
    const path = this.#path;
    return path.length === 3 && path[0] === '{' && path[1] === '{log' && path[2] === '[entries';
  }

  /** Long values are not keys: what is kept of a string is enough to know one. */
  #inString(character: string): void {
    const string = this.#string!;
    if (string.escaped) string.escaped = false;
    else if (character === '\\') string.escaped = true;
    else if (character === '"') {
      this.#lastString = string.text;
      this.#string = null;
    } else if (string.text.length < 10) string.text += character;
  }
}
