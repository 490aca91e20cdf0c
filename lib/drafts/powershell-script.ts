import { ExpressionReader, type Tokens, variableName } from './powershell-expressions.ts';
import {
  allUnknown,
  asText,
  deepest,
  ScriptVariables,
  sumOf,
  type Text,
  unknown,
  type Value,
} from './powershell-values.ts';

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

  /** Runs a statement if it sets a variable, an entry of a table or something of a session. Others are ignored. */
  run(tokens: Tokens): void {
    const start = startOf(tokens);
    const first = tokens[start];
    if (first?.kind !== 'word') return;
    const [, name, member] = /^(\$(?:\w+:)?\w+)(?:\.(.*))?$/s.exec(first.text.replace(/\+$/, '')) ?? [];
    if (name === undefined) return;
    const reader = new ExpressionReader(tokens, start + 1, this.variables);
    if (member === undefined) this.#runAssignment(reader, name, first.text.endsWith('+'));
    else this.#runMember(reader, name, member);
  }

  /** Enters the block that a statement begins. */
  open(statement: Tokens): void {
    const isConditional = /^(?:if|elseif|else|switch|for|foreach|while|do|catch)$/i.test(
      statement[0]?.text ?? '',
    );
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

  #runAssignment(reader: ExpressionReader, name: string, isGlued: boolean): void {
    const isSum = isGlued || reader.takeWord('+');
    const hasKey = !isSum && reader.take('[');
    const key = hasKey ? reader.pipeline() : null;
    if (hasKey && !reader.take(']')) return;
    if (!reader.take('=')) return;
    if (key !== null) {
      this.#put(name, key, reader.pipeline());
      return;
    }
    for (const names of this.#blocks.slice(-deepest)) names?.add(name);
    if (isSum) this.variables.set(name, sumOf(this.variables.get(name), reader.pipeline()));
    else this.variables.set(name, reader.pipeline());
  }

  #runMember(reader: ExpressionReader, name: string, member: string): void {
    const isTable = this.variables.tableOf(name) !== null;
    if (reader.isMark('(')) {
      const values = /^(?:add|cookies\.add)$/i.test(member) ? reader.callArguments() : null;
      if (/^cookies\.add$/i.test(member)) this.#addCookie(values?.[0] ?? unknown);
      else if (isTable && values?.length === 2) this.#put(name, values[0]!, values[1]!);
      else if (isTable) this.variables.set(name, unknown);
      return;
    }
    const key = member === '' ? (reader.next()?.text ?? '') : member;
    if (!reader.take('=')) return;
    if (isTable) this.#put(name, { kind: 'text', text: key, unknown: [] }, reader.pipeline());
    else if (/^useragent$/i.test(member)) this.#userAgent = reader.pipeline();
  }

  /** Sets an entry of a table. Tables in it would allow circles. Nobody knows whether the statement of a block runs. */
  #put(name: string, key: Value, value: Value): void {
    const table = this.variables.tableOf(name);
    const text = asText(key);
    if (table === null) return;
    if (text === null || text.unknown.length > 0) this.variables.set(name, unknown);
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
