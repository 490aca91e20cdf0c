import { ExpressionReader, type Tokens, variableName } from './expressions.ts';
import {
  allUnknown,
  asText,
  deepest,
  ScriptVariables,
  sumOf,
  type Text,
  textValue,
  unknown,
  type Value,
} from './values.ts';

/** The variables and sessions of a script, as far as they matter to requests. */
export class Script {
  readonly variables = new ScriptVariables();
  hasUnknownCookies = false;
  /** The variables that each open block sets; null for blocks that always run. */
  readonly #blocks: (Set<string> | null)[] = [];
  #conditions = 0;
  #userAgent: Value | null = null;
  #cookies: Text | null = null;

  /** The User-Agent of the session; null if none is set. Counts as written. */
  get userAgent(): Value | null {
    if (this.#userAgent?.kind === 'text') this.variables.count(this.#userAgent.text.length);
    return this.#userAgent;
  }

  /** The value of Cookie; null without cookies. Counts as written. */
  get cookies(): Text | null {
    this.variables.count(this.#cookies?.text.length ?? 0);
    return this.#cookies;
  }

  /**
   * Runs a statement if it sets a variable, an entry of a table or something of a session. What a statement sets in another way is not known
   * afterwards. Others are ignored.
   */
  run(tokens: Tokens): void {
    const start = startOf(tokens);
    const first = tokens[start];
    if (first?.kind !== 'word') return;
    const [, name, member, end] = /^(\$(?:\w+:)?\w+)(?:\.(\w*(?:\.add)?))?(\+?)$/i.exec(first.text) ?? [];
    const reader = new ExpressionReader(tokens, start + 1, this.variables);
    const isUnderstood =
      name !== undefined &&
      (member === undefined
        ? this.#runAssignment(reader, name, end === '+')
        : this.#runMember(reader, name, member));
    if (!isUnderstood) this.#forgetTargets(tokens);
  }

  /** Enters the block that a statement begins. */
  open(statement: Tokens): void {
    const isConditional = /^(?:if|elseif|else|switch|for|foreach|while|do|catch)$/i.test(
      statement[0]?.text ?? '',
    );
    const [, , variable] = statement;
    if (/^foreach$/i.test(statement[0]?.text ?? '') && variable) this.variables.set(variable.text, unknown);
    this.#blocks.push(isConditional ? new Set() : null);
    if (isConditional) this.#conditions++;
  }

  /** Leaves a block. Nobody knows whether it ran, so that what it set is not known from here on. */
  close(): void {
    const names = this.#blocks.pop();
    if (!names) return;
    this.#conditions--;
    for (const name of names) this.variables.set(name, unknown);
  }

  /** Forgets the value of a variable that a statement sets to what is not known. */
  forget(tokens: Tokens): void {
    const start = startOf(tokens);
    const { text = '' } = tokens[start] ?? {};
    if (variableName.test(text) && tokens[start + 1]?.text === '=') this.variables.set(text, unknown);
  }

  /** Forgets the variables that a statement changes in a way that is not read: those before its `=`, or before `++`. */
  #forgetTargets(tokens: Tokens): void {
    const equals = tokens.findIndex(({ kind, text }) => kind === 'mark' && text === '=');
    const targets =
      equals < 0 ? tokens.filter(({ text }) => /(?:\+\+|--)$/.test(text)) : tokens.slice(0, equals);
    for (const { text } of targets) {
      const [name] = /^\$(?:\w+:)?\w+/.exec(text) ?? [];
      if (name !== undefined) this.variables.set(name, unknown);
    }
  }

  #runAssignment(reader: ExpressionReader, name: string, isGlued: boolean): boolean {
    const isSum = isGlued || reader.takeWord('+');
    const hasKey = !isSum && reader.take('[');
    const key = hasKey ? reader.pipeline() : null;
    if ((hasKey && !reader.take(']')) || !reader.take('=')) return false;
    if (key !== null) {
      this.#put(name, key, reader.pipeline());
      return true;
    }
    for (const names of this.#blocks.slice(-deepest)) names?.add(name);
    const before = isSum ? this.variables.get(name) : null;
    const value = reader.pipeline();
    this.variables.set(name, before === null ? value : sumOf(before, value));
    return true;
  }

  #runMember(reader: ExpressionReader, name: string, member: string): boolean {
    const isTable = this.variables.tableOf(name) !== null;
    if (reader.isMark('(')) {
      const values = /^(?:add|cookies\.add)$/i.test(member) ? reader.callArguments() : null;
      if (/^cookies\.add$/i.test(member)) this.#addCookie(values?.[0] ?? unknown);
      else if (isTable && values?.length === 2) this.#put(name, values[0]!, values[1]!);
      else if (isTable) this.variables.set(name, unknown);
      return true;
    }
    const key = member === '' ? (reader.next()?.text ?? '') : member;
    if (!reader.take('=')) return false;
    if (isTable) this.#put(name, textValue(key), reader.pipeline());
    else if (/^useragent$/i.test(member)) this.#userAgent = reader.pipeline();
    return true;
  }

  /** Sets an entry of a table. Tables in it would allow circles. Nobody knows whether the statement of a block runs. */
  #put(name: string, key: Value, value: Value): void {
    const table = this.variables.tableOf(name);
    const text = asText(key);
    if (table === null || text === null || text.unknown.length > 0) this.variables.set(name, unknown);
    else {
      const isKnown = this.#conditions === 0 && value.kind !== 'table' && value.kind !== 'list';
      table.set(text.text, isKnown ? value : unknown);
    }
  }

  #addCookie(cookie: Value): void {
    if (cookie.kind !== 'cookie') this.hasUnknownCookies = true;
    else if (this.#cookies === null) this.#cookies = cookie.pair;
    else
      this.#cookies = {
        ...cookie.pair,
        text: `${this.#cookies.text}; ${cookie.pair.text}`,
        unknown: allUnknown([...this.#cookies.unknown, ...cookie.pair.unknown]),
      };
  }
}

/** The index after a type before a variable, as in `[string]$name = …`. */
function startOf(tokens: Tokens): number {
  if (tokens[0]?.text !== '[') return 0;
  const end = tokens.slice(0, 20).findIndex(({ text }) => text.startsWith('$'));
  return Math.max(end, 0);
}
