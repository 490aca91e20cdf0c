import type { PowershellToken } from '../shell/powershell-tokens.ts';
import { TokenCursor, type Tokens } from './token-cursor.ts';
import { called, castTo, newObject } from './types.ts';
import {
  allUnknown,
  asText,
  deepest,
  joinedTexts,
  jsonOf,
  listValue,
  type ScriptVariables,
  sumOf,
  Table,
  type Text,
  textValue,
  unknown,
  type Value,
} from './values.ts';

/** A variable alone: `$name` or `$scope:name`. */
const variableName = /^\$(?:\w+:)?\w+$/;

const isOn = { kind: 'literal', json: 'true', text: 'True' } as const;
const isOff = { kind: 'literal', json: 'false', text: 'False' } as const;

/**
 * Reads values from tokens, forward only. A value is known only if its whole expression was understood; what was not is skipped up to its
 * end. Source: about_Operators, about_Parsing, about_Hash_Tables.
 */
export class ExpressionReader extends TokenCursor {
  readonly #variables: ScriptVariables;
  #depth = 0;

  constructor(tokens: Tokens, start: number, variables: ScriptVariables) {
    super(tokens, start);
    this.#variables = variables;
  }

  /** The value up to the end of the statement or the brackets: an expression, and the commands that it is piped to. */
  pipeline(): Value {
    let value = this.#isAtCommand() ? this.#command(null) : this.#sum(true);
    while (this.take('|')) {
      this.skipLineBreaks();
      value = this.#isAtCommand() ? this.#command(value) : unknown;
    }
    if (this.isAtEnd()) return value;
    this.#skip();
    return unknown;
  }

  /** The arguments of a call, from its opening bracket on; null if one of them is not understood to its end. */
  callArguments(): readonly Value[] | null {
    if (!this.take('(')) return null;
    const values: Value[] = [];
    this.skipLineBreaks();
    while (!this.isAtEnd()) {
      values.push(this.#sum(false));
      this.skipLineBreaks();
      if (!this.take(',')) break;
      this.skipLineBreaks();
    }
    return this.close(')') ? values : null;
  }

  /** The value of an argument of a command. Words are texts there. */
  argument(): Value {
    const items = [this.#item()];
    while (this.take(',')) {
      this.skipLineBreaks();
      items.push(this.#item());
    }
    const value = items.length === 1 ? items[0]! : listValue(items);
    if (!this.#isAtOperator()) return value;
    // PowerShell does not take this for an expression, but its author does.
    while (this.#isAtOperator()) {
      this.next();
      this.#item();
    }
    return unknown;
  }

  #isAtOperator(): boolean {
    return this.token?.kind === 'word' && /^(?:\+|-f)$/i.test(this.token.text);
  }

  #item(): Value {
    const { token } = this;
    if (token === undefined || this.isAtEndOfCommand()) return unknown;
    const isOperand =
      token.kind === 'string' ||
      this.isOneOf('(@') ||
      (token.kind === 'word' && variableName.test(token.text));
    if (!isOperand) return this.isMark('[') || token.text === '$' ? this.#unknownWord() : this.#bareWord();
    const value = this.#operand();
    const isWhole = this.token === undefined || this.token.isApart || this.isAtEndOfCommand();
    if (isWhole || this.isMark(',')) return value;
    // Only a variable goes on as a text. A member or an index of a value is not known.
    const first = this.token!;
    const isText = token.kind === 'word' && value.kind !== 'unknown' && !'[('.includes(first.text[0]!);
    return isText ? sumOf(value, this.#bareWord()) : this.#unknownWord();
  }

  #unknownWord(): Value {
    this.#bareWord();
    return unknown;
  }

  /** A word up to white space: URLs without quotes have marks in them. */
  #bareWord(): Value {
    const pieces: Text[] = [];
    let depth = 0;
    const isMember = /^\$[\w:]+\./.test(this.token?.text ?? '');
    do {
      const { token } = this;
      if (token === undefined || token.kind === 'line-break') break;
      if (this.isOneOf('([{')) depth++;
      if (this.isOneOf(')]}') && --depth < 0) break;
      if (this.isOneOf(';|') && depth === 0) break;
      this.next();
      pieces.push(this.#filled(token));
    } while (this.token && (!this.token.isApart || depth > 0));
    if (isMember) return unknown;
    return joinedTexts(pieces);
  }

  /** Operands that `+` joins. In the arguments of a call, a comma does not make a list. */
  #sum(hasLists: boolean): Value {
    const operand = () => (hasLists ? this.#list() : this.#operand());
    let value = operand();
    while (this.token?.kind === 'word' && this.token.text === '+') {
      this.next();
      this.skipLineBreaks();
      value = sumOf(value, operand());
    }
    if (this.isAtEnd() || this.isMark(',') || this.isMark('|')) return value;
    this.#skip();
    return unknown;
  }

  #list(): Value {
    const items = [this.#operand()];
    while (this.take(',')) {
      this.skipLineBreaks();
      items.push(this.#operand());
    }
    return items.length === 1 ? items[0]! : listValue(items);
  }

  #operand(): Value {
    if (this.#depth >= deepest) return this.#skip();
    this.#depth++;
    const value = this.#shallowOperand();
    this.#depth--;
    return value;
  }

  #shallowOperand(): Value {
    const { token } = this;
    if (token === undefined || this.isAtEnd()) return unknown;
    if (this.isMark('[')) return this.#typed();
    this.next();
    const following = this.token;
    if (token.kind === 'string') return this.#filled(token);
    if (token.kind === 'word') return this.wordValue(token.text) ?? this.#skip();
    if (token.text === '(') {
      this.skipLineBreaks();
      const value = this.pipeline();
      return this.close(')') ? value : unknown;
    }
    if (token.text === '@' && following?.kind === 'mark' && !following.isApart) {
      if (this.take('{')) return this.#table();
      if (this.take('(')) return this.#array();
    }
    return this.#skip();
  }

  /** The value of a word: a number, a constant or a variable. Null for others. */
  wordValue(text: string): Value | null {
    if (/^-?(?:0|[1-9]\d{0,14})$/.test(text)) return { kind: 'literal', json: text, text };
    if (/^-?(?:0|[1-9]\d{0,8})\.\d{0,6}[1-9]$/.test(text)) return { kind: 'literal', json: text, text };
    if (/^\$(?:true|false)$/i.test(text)) {
      return /true/i.test(text) ? isOn : isOff;
    }
    if (/^\$null$/i.test(text)) return { kind: 'literal', json: 'null', text: '' };
    return variableName.test(text) ? this.#variables.get(text) : null;
  }

  /** `@{ name = value; … }`, from the first name on. */
  #table(): Value {
    const table = new Table();
    let isKnown = true;
    for (this.skipLineBreaks(';'); !this.isAtEnd(); this.skipLineBreaks(';')) {
      const name = this.key();
      const hasValue = this.take('=');
      this.skipLineBreaks();
      const value = this.pipeline();
      if (name === null || !hasValue) isKnown = false;
      else table.set(name, value);
    }
    return this.close('}') && isKnown ? table : unknown;
  }

  /** The key of an entry of a table, or a property after its dot; null if it is not known. */
  key(): string | null {
    const token = this.next();
    if (token === undefined || token.kind === 'mark') return null;
    const isVariable = token.kind === 'word' && token.text.startsWith('$');
    const text = asText(isVariable ? (this.wordValue(token.text) ?? unknown) : this.#filled(token));
    return text === null || text.unknown.length > 0 ? null : text.text;
  }

  /** `@( … )`, from its first value on. */
  #array(): Value {
    const items: Value[] = [];
    for (this.skipLineBreaks(';'); !this.isAtEnd(); this.skipLineBreaks(';')) {
      const value = this.pipeline();
      if (value.kind === 'list') for (const item of value.items) items.push(item);
      else items.push(value);
    }
    return this.close(')') ? listValue(items) : unknown;
  }

  /** What follows a type in brackets: a static call, or the value that is cast. */
  #typed(): Value {
    const type = this.takeType();
    const member = this.token;
    if (member?.kind !== 'word' || member.isApart || !member.text.startsWith('::'))
      return castTo(type, this.#operand());
    this.next();
    const name = member.text.slice(2);
    if (type === 'net.http.httpmethod' && !this.isMark('(')) return textValue(name.toUpperCase());
    const values = this.isMark('(') ? this.callArguments() : null;
    return values === null ? this.#skip() : called(type, name.toLowerCase(), values);
  }

  #isAtCommand(): boolean {
    return this.token?.kind === 'word' && /^[A-Za-z&]/.test(this.token.text);
  }

  /** A command up to the next pipe or the end, with the value that is piped to it. */
  #command(input: Value | null): Value {
    if (this.#depth >= deepest) return this.#skip();
    this.#depth++;
    const name = this.next()!.text.toLowerCase();
    const values: Value[] = [];
    const named = new Map<string, Value>();
    while (!this.isAtEndOfCommand()) {
      const isCall = name === 'new-object' && values.length > 0 && this.isMark('(');
      if (isCall) for (const value of this.callArguments() ?? [unknown]) values.push(value);
      else if (this.isAtParameter()) {
        const { name: parameter, hasValue } = this.takeParameter();
        const isSwitch = /^-compress$/i.test(parameter) || this.isAtParameter() || this.isAtEndOfCommand();
        named.set(parameter.toLowerCase(), isSwitch && !hasValue ? isOn : this.argument());
      } else if (name === 'new-object' && values.length === 0 && this.token!.kind === 'word')
        values.push(this.#filled(this.next()!));
      else values.push(this.argument());
    }
    this.#depth--;
    if (name === 'convertto-json') return this.#toJson(input, values, named);
    return name === 'new-object' && input === null ? newObject(values, named) : unknown;
  }

  #toJson(input: Value | null, values: readonly Value[], named: ReadonlyMap<string, Value>): Value {
    const given = [
      ...(input === null ? [] : [fromPipe(input)]),
      ...values,
      ...(named.has('-inputobject') ? [named.get('-inputobject')!] : []),
    ];
    const depth = named.has('-depth') ? Number(asText(named.get('-depth')!)?.text ?? Number.NaN) : 2;
    const compress = named.get('-compress') ?? isOff;
    const isUnderstood =
      [...named.keys()].every((it) => /^-(?:inputobject|depth|compress)$/.test(it)) &&
      compress.kind === 'literal';
    if (given.length !== 1 || !isUnderstood || Number.isNaN(depth)) return unknown;
    return jsonOf(given[0]!, { depth, isCompact: compress.json === 'true' }, this.#variables);
  }

  /** The text of a token, with the values of the variables that are known. */
  #filled({ text, expansions }: PowershellToken): Text {
    if (expansions.length === 0) return textValue(text);
    const pieces: string[] = [];
    const names: string[] = [];
    let end = 0;
    for (const expansion of expansions) {
      const written = text.slice(expansion.start, expansion.end);
      const name = variableIn(written);
      const value = name === null ? null : asText(this.wordValue(name) ?? unknown);
      for (const unknownName of value?.unknown ?? [written.slice(0, 60)]) names.push(unknownName);
      pieces.push(text.slice(end, expansion.start), value?.text ?? written);
      end = expansion.end;
    }
    pieces.push(text.slice(end));
    return { kind: 'text', text: pieces.join(''), unknown: allUnknown(names) };
  }

  #skip(): Value {
    this.skip();
    return unknown;
  }
}

/** The variable that `$name`, `${name}` or `$($name)` has; null for any other expression. */
function variableIn(written: string): string | null {
  if (variableName.test(written)) return written;
  const [, braced, inside] = /^\$(?:\{([\w:]+)\}|\((\$[\w:]+)\))$/.exec(written) ?? [];
  return inside ?? (braced === undefined ? null : `$${braced}`);
}

/** A pipe takes lists apart, and ConvertTo-Json puts several values together again. */
function fromPipe(value: Value): Value {
  if (value.kind !== 'list' || value.items.length > 1) return value;
  return value.items[0] ?? unknown;
}
