import type { PowershellToken } from '../shell/powershell-tokens.ts';
import { shortTypeName } from './types.ts';

export type Tokens = readonly PowershellToken[];

/** Goes over tokens, forward only: what the next token is, and where things end. */
export class TokenCursor {
  readonly #tokens: Tokens;
  #at: number;

  constructor(tokens: Tokens, start: number) {
    this.#tokens = tokens;
    this.#at = start;
  }

  /** The index of the next token. */
  get at(): number {
    return this.#at;
  }

  /** The next token; undefined at the end of all. */
  get token(): PowershellToken | undefined {
    return this.#tokens[this.#at];
  }

  next(): PowershellToken | undefined {
    return this.#tokens[this.#at++];
  }

  /** Takes a mark if it is the next token. */
  take(mark: string): boolean {
    const isNext = this.isMark(mark);
    if (isNext) this.#at++;
    return isNext;
  }

  /** Takes a word if it is the next token. */
  takeWord(word: string): boolean {
    const isNext = this.token?.kind === 'word' && this.token.text === word;
    if (isNext) this.#at++;
    return isNext;
  }

  /** Takes `@name`, a table of arguments: its name. Null if something else follows. */
  takeSplat(): string | null {
    const name = this.#tokens[this.#at + 1];
    if (!this.isMark('@') || name?.kind !== 'word' || name.isApart) return null;
    this.#at += 2;
    return name.text;
  }

  isMark(mark: string): boolean {
    return this.token?.kind === 'mark' && this.token.text === mark;
  }

  /** Whether a statement, or what is in brackets, ends here. */
  isAtEnd(): boolean {
    const { token } = this;
    return token === undefined || token.kind === 'line-break' || this.isOneOf(')]};');
  }

  /** Whether a command and its arguments end here. */
  isAtEndOfCommand(): boolean {
    return this.isAtEnd() || this.isMark('|') || (this.token?.kind === 'word' && this.token.text === '&&');
  }

  /** Whether the name of a parameter follows: `-Name`, or `-Name:` with its value. */
  isAtParameter(): boolean {
    return this.token?.kind === 'word' && /^-[A-Za-z]/.test(this.token.text);
  }

  /** Takes the name of a parameter, with its hyphen; whether a colon says that its value follows. */
  takeParameter(): { name: string; hasValue: boolean } {
    const { text } = this.next()!;
    return { name: text.replace(/:$/, ''), hasValue: text.endsWith(':') };
  }

  /** Takes the types in brackets that follow, as before a variable. */
  takeTypes(): readonly string[] {
    const types: string[] = [];
    while (this.isMark('[')) types.push(this.takeType());
    return types;
  }

  /** Takes a type in brackets: its name, as types are compared. */
  takeType(): string {
    const start = this.#at;
    let depth = 0;
    do {
      if (this.isMark('[')) depth++;
      if (this.isMark(']')) depth--;
      this.#at++;
    } while (depth > 0 && this.token);
    const name = this.#tokens.slice(start + 1, Math.min(this.#at - 1, start + 40)).map(({ text }) => text);
    return shortTypeName(name.join(''));
  }

  /** Whether one of these marks is the next token. */
  isOneOf(marks: string): boolean {
    return this.token?.kind === 'mark' && marks.includes(this.token.text);
  }

  /** Goes over line breaks, and over a mark such as `;`. */
  skipLineBreaks(mark?: string): void {
    while (this.token?.kind === 'line-break' || (mark !== undefined && this.isMark(mark))) this.#at++;
  }

  /** Goes to the end of the expression, over all brackets that are in it. */
  skip(): void {
    for (let depth = 0; this.token && (depth > 0 || !this.isAtEnd()); this.#at++) {
      if (this.isOneOf('([{')) depth++;
      else if (this.isOneOf(')]}')) depth--;
    }
  }

  /** Goes behind a closing bracket; whether nothing but line breaks was before it. */
  close(bracket: string): boolean {
    this.skipLineBreaks();
    if (this.take(bracket)) return true;
    while (this.token && !this.isOneOf(')]}')) {
      this.#at++;
      this.skip();
    }
    this.#at++;
    return false;
  }
}
