/**
 * Readers of string literals by the rules of languages that cannot be run here, written from their references and not from
 * the code under test. Each gives the value of the literal that begins at `at` and where it ends, and throws at what the
 * language would not take.
 */
export type Literal = { value: string | Uint8Array; end: number };
export type LiteralReader = (code: string, at: number) => Literal | null;

function refused(code: string, at: number): never {
  throw new Error(`No literal: ${JSON.stringify(code.slice(at, at + 40))}`);
}

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** Regular string literals (C# specification §6.4.5.6). They may not span lines, of which C# knows five ends. */
export const readCsharp: LiteralReader = (code, start) => {
  if (code[start] !== '"') return null;
  let value = '';
  for (let at = start + 1; ; ) {
    const character = code[at];
    if (character === undefined || /[\n\r\u0085\u2028\u2029]/.test(character)) return refused(code, at);
    if (character === '"') return { value, end: at + 1 };
    if (character !== '\\') {
      value += character;
      at++;
      continue;
    }
    const [all, short, variable, four, eight] =
      /^\\(?:(['"\\0abfnrtv])|x([\da-fA-F]{1,4})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/.exec(
        code.slice(at, at + 10),
      ) ?? refused(code, at);
    const more: Readonly<Record<string, string>> = { ...simple, a: '\x07', b: '\b', f: '\f', v: '\v' };
    value +=
      short === undefined
        ? String.fromCodePoint(Number.parseInt((variable ?? four ?? eight)!, 16))
        : more[short];
    at += all.length;
  }
};

/** String and byte string literals (The Rust Reference, "Tokens"). A byte string is ASCII, and gives bytes. */
export const readRust: LiteralReader = (code, start) => {
  const ofBytes = code.startsWith('b"', start) && !/\w/.test(code[start - 1] ?? ' ');
  if (code[start] !== '"' && !ofBytes) return null;
  let value = '';
  for (let at = start + (ofBytes ? 2 : 1); ; ) {
    const character = code[at];
    if (character === undefined || character === '\r') return refused(code, at);
    if (ofBytes && character > '\x7f') return refused(code, at);
    if (character === '"') {
      return { value: ofBytes ? Uint8Array.from(value, (byte) => byte.charCodeAt(0)) : value, end: at + 1 };
    }
    if (character !== '\\') {
      value += character;
      at++;
      continue;
    }
    const [all, short, two, braced] =
      /^\\(?:([nrt\\0'"])|x([\da-fA-F]{2})|u\{([\da-fA-F]{1,6})\})/.exec(code.slice(at, at + 12)) ??
      refused(code, at);
    if (two !== undefined && !ofBytes && Number.parseInt(two, 16) > 0x7f) return refused(code, at);
    if (braced !== undefined && ofBytes) return refused(code, at);
    value +=
      short === undefined ? String.fromCodePoint(Number.parseInt((two ?? braced)!, 16)) : simple[short];
    at += all.length;
  }
};

/** Verbatim strings (about_Quoting_Rules). Typographic quotes end one too; double quotes would evaluate what is in them. */
export const readPowershell: LiteralReader = (code, start) => {
  if (code[start] !== "'") return null;
  let value = '';
  for (let at = start + 1; ; at++) {
    const character = code[at];
    if (character === undefined || /[\u2018-\u201b]/.test(character)) return refused(code, at);
    if (character === "'" && code[at + 1] !== "'") return { value, end: at + 1 };
    value += character;
    if (character === "'") at++;
  }
};

/** The code with an empty mark for each literal, and their values in order. Comments are lines that begin with a marker. */
export function takenApart(copy: string, read: LiteralReader, marker: string) {
  const code = copy.replace(/^.*\n/gm, (line) => (line.startsWith(marker) ? '' : line));
  const values: (string | Uint8Array)[] = [];
  let rest = '';
  for (let at = 0; at < code.length; ) {
    const literal = read(code, at);
    if (literal) {
      values.push(literal.value);
      rest += '«»';
      at = literal.end;
    } else {
      rest += code[at];
      at++;
    }
  }
  return { rest, values };
}
