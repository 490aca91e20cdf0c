/** A word of a filter, with its place in the text, so that what is wrong can be shown there. */
export type Token = {
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  /** What stands before the operator, in lower case; null for a word to look for everywhere. */
  readonly key: string | null;
  readonly operator: Operator;
  /** Without its quotes. */
  readonly value: string;
};

export type Operator = ':' | '>' | '>=' | '<' | '<=' | '=';

/** `key:value`, `key>value`: what an operator follows is a key, unless it is quoted. */
const head = /^([a-z]+)(:[<>]=?|:|[<>]=?|=)/i;

/**
 * The words of a filter: separated by white space, negated by a leading `-`, a value in double quotes when it has white
 * space, in which `\"` and `\\` are `"` and `\`. A quote that is left open goes on to the end: nobody types both at once.
 */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && /\s/.test(text[at]!)) at += 1;
    if (at >= text.length) return found;
    const start = at;
    const negated = text[at] === '-' && at + 1 < text.length && !/\s/.test(text[at + 1]!);
    if (negated) at += 1;
    const [whole = '', key, sign] = head.exec(text.slice(at)) ?? [];
    const value = readValue(text, at + whole.length);
    at = value.end;
    found.push({
      start,
      end: at,
      negated,
      key: key === undefined ? null : key.toLowerCase(),
      operator: operatorOf(sign),
      value: value.text,
    });
  }
}

function operatorOf(sign: string | undefined): Operator {
  return ((sign?.length ?? 0) > 1 ? sign!.replace(':', '') : (sign ?? ':')) as Operator;
}

/** Up to white space, quotes excepted: `a"b c"d` is `ab cd`. */
function readValue(text: string, from: number): { text: string; end: number } {
  let value = '';
  let quoted = false;
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') quoted = !quoted;
    else if (quoted && character === '\\' && /["\\]/.test(text[at + 1] ?? '')) value += text[++at];
    else if (!quoted && /\s/.test(character)) break;
    else value += character;
  }
  return { text: value, end: at };
}
