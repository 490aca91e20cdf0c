import { ExpressionReader } from './expressions.ts';
import type { Tokens } from './token-cursor.ts';
import { castTo } from './types.ts';
import {
  asText,
  keyOf,
  ScriptVariables,
  Session,
  sumOf,
  type Table,
  textValue,
  unknown,
  type Value,
} from './values.ts';

/** A variable at the beginning of a word. */
const leadingVariable = /^\$(?:\w+:)?\w+/;

/** The properties of a session that are named in notes. */
const mostIgnored = 10;

/** The variables of a script, as far as they matter to requests. */
export class Script {
  readonly variables = new ScriptVariables();
  /** The types that variables were declared with. They convert whatever is assigned later. */
  readonly #types = new Map<string, string>();
  /** The variables that each open block sets. Blocks that always run share those of the block around them; null if there is none. */
  readonly #blocks: (Set<string> | null)[] = [];

  /**
   * Runs a statement if it sets a variable, an entry of a table or something of a session. What a statement sets in another way is not known
   * afterwards. Others are ignored.
   */
  run(tokens: Tokens): void {
    const reader = new ExpressionReader(tokens, 0, this.variables);
    const types = reader.takeTypes();
    const first = reader.next();
    if (first?.kind !== 'word') return;
    if (/^param$/i.test(first.text)) this.#forgetChanged(tokens, true);
    else if (!this.#runWord(reader, first.text, types)) this.forgetTargets(tokens);
  }

  /** Enters the block that a statement begins. Blocks of try and finally always run. */
  open(statement: Tokens): void {
    const keyword = statement[0]?.text ?? '';
    const isAlwaysRun = /^(?:try|finally)$/i.test(keyword);
    this.#blocks.push(isAlwaysRun ? this.#block : new Set());
    if (!isAlwaysRun) this.#forgetChanged(statement, /^(?:function|filter)$/i.test(keyword));
  }

  /** Leaves a block. Nobody knows whether it ran, so that what it set is not known from here on. */
  close(): void {
    const names = this.#blocks.pop();
    if (names && names !== this.#block) for (const name of names) this.variables.set(name, unknown);
  }

  /** Forgets the variables that a statement changes in a way that is not read: those before its `=`, or before `++`. */
  forgetTargets(tokens: Tokens): void {
    const equals = tokens.findIndex(({ kind, text }) => kind === 'mark' && text === '=');
    const targets =
      equals < 0 ? tokens.filter(({ text }) => /(?:\+\+|--)$/.test(text)) : tokens.slice(0, equals);
    for (const { text } of targets) {
      const [name] = leadingVariable.exec(text) ?? [];
      if (name !== undefined) this.variables.set(name, unknown);
    }
  }

  /** What the innermost block sets; null if all statements around run. */
  get #block(): Set<string> | null {
    return this.#blocks.at(-1) ?? null;
  }

  /** Runs a statement that begins with a word; false if it is not understood. */
  #runWord(reader: ExpressionReader, word: string, types: readonly string[]): boolean {
    const [, owner = '', path = ''] = /^(\$(?:\w+:)?\w+)\.(\w[\w.]*)$/.exec(word) ?? [];
    const session = this.#sessionOf(owner, path);
    if (session !== null) {
      this.#runSession(reader, session, path);
      return true;
    }
    const [, name, member, end] = /^(\$(?:\w+:)?\w+)(?:\.(\w*(?:\.add)?))?(\+?)$/i.exec(word) ?? [];
    if (name === undefined) return false;
    if (member !== undefined) return this.#runMember(reader, name, member);
    return this.#runAssignment(reader, name, types, end === '+');
  }

  /** Forgets the variables that the head of a block changes, as in `foreach ($a in …)`, and those that are parameters. */
  #forgetChanged(tokens: Tokens, hasParameters: boolean): void {
    tokens.forEach(({ kind, text }, index) => {
      const [, name, operator = ''] = /^(\$(?:\w+:)?\w+)(\+\+|--|[-+*/%])?$/.exec(text) ?? [];
      if (kind !== 'word' || name === undefined) return;
      const [before, next, second] = [tokens[index - 1], tokens[index + 1], tokens[index + 2]];
      const isSet =
        operator.length === 2 ||
        next?.text === '=' ||
        (second?.text === '=' && /^[-+*/%]$/.test(next?.text ?? '')) ||
        (next?.kind === 'word' && /^in$/i.test(next.text));
      const isParameter = hasParameters && before?.kind === 'mark' && '(,]'.includes(before.text);
      if (isSet || isParameter) this.variables.set(name, unknown);
    });
  }

  #runAssignment(
    reader: ExpressionReader,
    name: string,
    types: readonly string[],
    isGlued: boolean,
  ): boolean {
    const isSum = isGlued || reader.takeWord('+');
    const hasKey = !isSum && reader.take('[');
    const key = hasKey ? reader.pipeline() : null;
    if ((hasKey && !reader.take(']')) || !reader.take('=')) return false;
    if (key !== null) {
      this.#put(name, key, reader.pipeline());
      return true;
    }
    // What is added to does not count as written again: a long text is often put together line by line.
    const before = isSum ? (this.variables.peek(name) ?? unknown) : null;
    const value = reader.pipeline();
    if (types.length > 0) this.#types.set(keyOf(name), types.join(']['));
    this.#assign(name, before === null ? value : sumOf(before, value));
    return true;
  }

  #assign(name: string, value: Value): void {
    this.#block?.add(name);
    const type = this.#types.get(keyOf(name));
    this.variables.set(name, type === undefined ? value : castTo(type, value));
  }

  #runMember(reader: ExpressionReader, name: string, member: string): boolean {
    const isTable = this.#tableOf(name) !== null;
    if (reader.isMark('(')) {
      const values = /^add$/i.test(member) ? reader.callArguments() : null;
      if (isTable && values?.length === 2) this.#put(name, values[0]!, values[1]!);
      else if (isTable) this.variables.set(name, unknown);
      return true;
    }
    const key = member === '' ? reader.key() : member;
    if (!reader.take('=')) return false;
    if (isTable) this.#put(name, key === null ? unknown : textValue(key), reader.pipeline());
    return true;
  }

  /** The table that a variable has, to change it; null if it has none. */
  #tableOf(name: string): Table | null {
    const value = this.variables.peek(name);
    return value?.kind === 'table' ? value : null;
  }

  /** Sets an entry of a table. Tables in it would allow circles. Nobody knows whether the statement of a block runs. */
  #put(name: string, key: Value, value: Value): void {
    const table = this.#tableOf(name);
    const text = asText(key);
    if (table === null || text === null || text.unknown.length > 0) this.variables.set(name, unknown);
    else {
      const isKnown = this.#block === null && value.kind !== 'table' && value.kind !== 'list';
      table.set(text.text, isKnown ? value : unknown);
    }
  }

  /** The session that a variable has; null if it has none. One that was never set gets one where its use shows that it has. */
  #sessionOf(name: string, path: string): Session | null {
    const value = this.variables.peek(name);
    if (value?.kind === 'session') return value;
    if (value !== null || !/^(?:cookies\.add|useragent)$/i.test(path)) return null;
    const session = new Session();
    this.#assign(name, session);
    return session;
  }

  /** Runs a statement that changes a property of a session, or calls a method of it. */
  #runSession(reader: ExpressionReader, session: Session, path: string): void {
    const isKnown = this.#block === null;
    const isSum = reader.takeWord('+');
    const isChange = ['(', '[', '='].some((mark) => reader.isMark(mark));
    if (!isChange || /^cookies\.get/i.test(path)) return;
    if (/^useragent$/i.test(path)) {
      const text = reader.take('=') && isKnown && !isSum ? asText(reader.pipeline()) : null;
      session.userAgent = text ?? unknown;
    } else if (/^cookies(?:\.|$)/i.test(path)) {
      const values = /^cookies\.add$/i.test(path) ? reader.callArguments() : null;
      session.addCookie((isKnown && values?.[0]) || unknown);
    } else if (session.ignored.size < mostIgnored) session.ignored.add(/^\w{1,60}/.exec(path)![0]);
  }
}
