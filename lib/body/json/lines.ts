import { lineBreakAt, rowEnd } from '../line-break.ts';
import { afterValueMessage, colonMessage, type JsonFault, moreMessage, nameMessage } from './fault.ts';
import { numberNote } from './number-note.ts';
import { type Naming, RepeatedNames } from './repeated-names.ts';
import { scanScalar, scanString, skipSpace } from './scan.ts';
import { unescaped } from './string.ts';

const openObject = 0x7b;
const openArray = 0x5b;
const closeArray = 0x5d;
const comma = 0x2c;
const colon = 0x3a;
const quote = 0x22;

/** A container whose end has not been read: the line that opened it, and the code of its closing bracket. */
type Open = Naming & { readonly line: number; readonly close: number };

/**
 * Finds the lines of pretty-printed JSON one at a time. A line is a member or element with its comma, or opens or closes a
 * container; an empty container is on one line. It stores numbers for each line, no text, so that millions of lines are
 * affordable, and has no recursion, so that any depth is.
 *
 * Text after the first syntax error is split into lines as it is.
 */
export class JsonLines {
  /** The offset of each line in the text. A line ends, white space included, where the next one starts. */
  readonly starts: number[] = [];
  /** The number of containers around each line. */
  readonly depths: number[] = [];
  /** For a line that opens or closes a container, the line at its other end; −1 if there is none (yet). */
  readonly partners: number[] = [];
  /** The number of members or elements found in the container that a line opens; 0 for other lines. */
  readonly children: number[] = [];
  /** Lines with a name that occurred before in the same object. */
  readonly duplicates = new Set<number>();
  /** Integers found so far that a double cannot represent: their number, and the line of the first. */
  readonly longNumbers = { count: 0, first: -1 };
  /** The greatest depth of a line. */
  deepest = 0;
  fault: JsonFault | null = null;
  /** The line with the syntax error, after its valid part; infinite if there is none. Lines after it are raw. */
  faultLine = Number.POSITIVE_INFINITY;
  /** Whether all lines have been found. */
  done = false;
  /** How much of the text has been read. */
  at: number;

  private readonly text: string;
  private readonly open: Open[] = [];
  private readonly names = new RepeatedNames();
  /** The last token in the innermost container, which determines what may follow. */
  private last: 'opening' | 'comma' | 'value' = 'opening';

  constructor(text: string, start: number) {
    this.text = text;
    this.at = start;
  }

  get count(): number {
    return this.starts.length;
  }

  /** Finds the next line, or the end of the text. */
  next(): void {
    const { text } = this;
    const inside = this.open.at(-1);
    const at = this.fault === null ? skipSpace(text, this.at) : this.at;
    if (this.fault !== null) this.rawLine();
    else if (inside !== undefined) this.lineInside(inside, at);
    else if (this.count === 0) this.valueLine(at, at);
    else this.fail(at, moreMessage(text, at), at);
  }

  private lineInside(container: Open, at: number): void {
    const { text } = this;
    if (text.charCodeAt(at) === container.close) this.closeLine(at, container);
    else if (this.last === 'value') {
      this.fail(at, afterValueMessage(text, at, String.fromCharCode(container.close)), at);
    } else if (container.close === closeArray) this.valueLine(at, at);
    else this.memberLine(at, container);
  }

  private memberLine(start: number, object: Open): void {
    const { text } = this;
    if (text.charCodeAt(start) !== quote) {
      this.fail(start, nameMessage(text, start), start);
      return;
    }
    const end = scanString(text, start);
    if (typeof end !== 'number') {
      this.fail(end.offset, end.message, start);
      return;
    }
    const at = skipSpace(text, end);
    if (text.charCodeAt(at) !== colon) {
      this.fail(at, colonMessage(text, at), start);
      return;
    }
    const raw = text.slice(start + 1, end - 1);
    if (this.names.repeats(object, raw.includes('\\') ? unescaped(raw) : raw))
      this.duplicates.add(this.count);
    this.valueLine(skipSpace(text, at + 1), start);
  }

  /** Finishes a line that started at `start`, with its value at `at`. */
  private valueLine(at: number, start: number): void {
    const code = this.text.charCodeAt(at);
    if (code === openObject || code === openArray) {
      this.containerLine(at, start, code);
      return;
    }
    const end = scanScalar(this.text, at);
    if (typeof end !== 'number') {
      this.fail(end.offset, end.message, start);
      return;
    }
    this.noteNumber(at, end);
    this.addChild(start);
    this.afterValue(end);
  }

  /** Counts a number that a double cannot represent; shorter than sixteen characters, it always can. */
  private noteNumber(at: number, end: number): void {
    if (end - at < 16 || this.text.charCodeAt(at) === quote) return;
    if (numberNote(this.text.slice(at, end)) === null) return;
    if (this.longNumbers.count === 0) this.longNumbers.first = this.count;
    this.longNumbers.count++;
  }

  private containerLine(at: number, start: number, code: number): void {
    // In ASCII the closing brackets are two code points after the opening ones.
    const close = code + 2;
    const next = skipSpace(this.text, at + 1);
    this.addChild(start);
    if (this.text.charCodeAt(next) === close) {
      this.afterValue(next + 1);
      return;
    }
    this.open.push({ line: this.count - 1, close, names: null });
    this.deepest = Math.max(this.deepest, this.open.length);
    this.last = 'opening';
    this.at = at + 1;
  }

  private closeLine(at: number, container: Open): void {
    if (this.last === 'comma') {
      this.fail(at, `trailing comma before ${this.text.charAt(at)}`, at);
      return;
    }
    this.open.pop();
    this.names.forget(container);
    this.partners[container.line] = this.count;
    this.addLine(at, this.open.length, container.line);
    this.afterValue(at + 1);
  }

  private afterValue(end: number): void {
    const at = skipSpace(this.text, end);
    const continues = this.open.length > 0 && this.text.charCodeAt(at) === comma;
    this.last = continues ? 'comma' : 'value';
    this.at = continues ? at + 1 : end;
    this.done = this.open.length === 0 && at === this.text.length;
  }

  private addChild(start: number): void {
    const parent = this.open.at(-1);
    if (parent !== undefined) this.children[parent.line]!++;
    this.addLine(start, this.open.length, -1);
  }

  private addLine(start: number, depth: number, partner: number): void {
    this.starts.push(start);
    this.depths.push(depth);
    this.partners.push(partner);
    this.children.push(0);
  }

  /** Stops at a syntax error in the line that started at `start`: its valid part stays, the rest follows raw. */
  private fail(offset: number, message: string, start: number): void {
    this.fault = { offset, message };
    this.faultLine = this.count;
    this.addLine(start, this.open.length, -1);
    this.endRawLine(offset);
  }

  private rawLine(): void {
    this.addLine(this.at, 0, -1);
    this.endRawLine(this.at);
  }

  private endRawLine(from: number): void {
    const end = rowEnd(this.text, from);
    this.at = end + lineBreakAt(this.text, end).length;
    this.done = this.at === this.text.length;
  }
}
