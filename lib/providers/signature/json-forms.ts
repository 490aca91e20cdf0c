/**
 * A JSON text as other programs print the same data. Numbers, the order and the repetition of names stay as they are written:
 * reading the data would lose them.
 */
export type JsonForm = {
  readonly text: string;
  /** Who so, to follow "as": `JSON.stringify`. */
  readonly printer: string;
};

type Value = string | { readonly text: string } | readonly Value[] | { readonly members: [string, Value][] };

type Style = {
  readonly printer: string;
  /** What follows a comma and a colon on one line; `indent` puts each value on its own line. */
  readonly comma?: ', ';
  readonly colon?: ': ';
  readonly indent?: string;
  /** Characters that are escaped although JSON does not require it. */
  readonly escaped?: RegExp;
  readonly isUpperCase?: true;
  readonly slashes?: true;
  readonly areSorted?: true;
};

const nonAscii = /[\u007f-\uffff]/g;
const html = /[<>&\u2028\u2029]/g;

/** The printers of the most used languages with their usual options. */
const styles: readonly Style[] = [
  { printer: 'JSON.stringify' },
  { printer: 'JSON.stringify with an indentation of 2', colon: ': ', indent: '  ' },
  { printer: 'JSON.stringify with an indentation of 4', colon: ': ', indent: '    ' },
  { printer: 'JSON.stringify with tabs', colon: ': ', indent: '\t' },
  { printer: 'Python’s json.dumps', comma: ', ', colon: ': ', escaped: nonAscii },
  { printer: 'Python’s json.dumps with ensure_ascii=False', comma: ', ', colon: ': ' },
  {
    printer: 'Python’s json.dumps with an indentation of 2',
    colon: ': ',
    indent: '  ',
    escaped: nonAscii,
  },
  {
    printer: 'Python’s json.dumps with an indentation of 4',
    colon: ': ',
    indent: '    ',
    escaped: nonAscii,
  },
  { printer: 'PHP’s json_encode with JSON_UNESCAPED_SLASHES', escaped: nonAscii },
  { printer: 'PHP’s json_encode', escaped: nonAscii, slashes: true },
  { printer: 'PHP’s json_encode with JSON_UNESCAPED_UNICODE', slashes: true },
  {
    printer: 'PHP’s json_encode with JSON_PRETTY_PRINT',
    colon: ': ',
    indent: '    ',
    escaped: nonAscii,
    slashes: true,
  },
  { printer: 'Go’s json.Marshal or Rails', escaped: html },
  { printer: '.NET’s JsonSerializer', escaped: /["&'+<>`\u007f-\uffff]/g, isUpperCase: true },
  { printer: 'Gson', escaped: /[<>&='\u2028\u2029]/g },
  { printer: 'a program that sorts the keys', areSorted: true },
  {
    printer: 'Python’s json.dumps with sort_keys=True',
    comma: ', ',
    colon: ': ',
    escaped: nonAscii,
    areSorted: true,
  },
];

/** The forms in which programs print this JSON, each once, without a line break at the end; empty if it is not JSON. */
export function jsonForms(text: string): JsonForm[] {
  const value = valueIn(text);
  if (value === null) return [];
  const seen = new Set<string>();
  return styles
    .map((style) => ({ text: printed(value, style, ''), printer: style.printer }))
    .filter((form) => !seen.has(form.text) && seen.add(form.text));
}

/** Who prints exactly this text, apart from a line break at its end; null if nobody does, or if it is not an object or array. */
export function printerOf(text: string): string | null {
  if (!/^[[{]/.test(text)) return null;
  const bare = text.replace(/\n$/, '');
  return jsonForms(bare).find((form) => form.text === bare)?.printer ?? null;
}

function printed(value: Value, style: Style, indent: string): string {
  if (typeof value === 'string') return quoted(value, style);
  if ('text' in value) return value.text;
  const inner = style.indent === undefined ? '' : indent + style.indent;
  const [start, between, end] =
    style.indent === undefined
      ? ['', `,${style.comma?.slice(1) ?? ''}`, '']
      : [`\n${inner}`, `,\n${inner}`, `\n${indent}`];
  if ('members' in value) {
    const members = style.areSorted
      ? [...value.members].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      : value.members;
    if (members.length === 0) return '{}';
    const written = members.map(
      ([name, member]) => `${quoted(name, style)}${style.colon ?? ':'}${printed(member, style, inner)}`,
    );
    return `{${start}${written.join(between)}${end}}`;
  }
  if (value.length === 0) return '[]';
  return `[${start}${value.map((item) => printed(item, style, inner)).join(between)}${end}]`;
}

function quoted(text: string, { escaped, isUpperCase, slashes }: Style): string {
  const code = (character: string) => {
    const digits = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${isUpperCase ? digits.toUpperCase() : digits}`;
  };
  const plain = JSON.stringify(text).slice(1, -1);
  // .NET writes a quotation mark as a code too.
  const coded = escaped?.test('"') ? plain.replaceAll('\\"', '"') : plain;
  if (escaped) escaped.lastIndex = 0;
  const safe = escaped ? coded.replace(escaped, code) : coded;
  return `"${slashes ? safe.replaceAll('/', '\\/') : safe}"`;
}

const token = /[\t\n\r ]*(?:("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null)|([{}[\],:]))/gsy;
const deepest = 200;

/** The data of a JSON text, with numbers as written; null if it is not JSON, or nested too deep to be a webhook. */
function valueIn(text: string): Value | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  // It is valid from here on.
  const root: Value[] = [];
  const open: { add: (value: Value) => void }[] = [{ add: (value) => root.push(value) }];
  for (const [, string, plain, mark] of text.matchAll(token)) {
    if (string !== undefined) open.at(-1)!.add(JSON.parse(string));
    else if (plain !== undefined) open.at(-1)!.add({ text: plain });
    else if (mark === '}' || mark === ']') open.pop();
    else if (mark === '{' || mark === '[') {
      if (open.length > deepest) return null;
      open.push(mark === '{' ? objectIn(open.at(-1)!.add) : arrayIn(open.at(-1)!.add));
    }
  }
  return root[0] ?? null;
}

function arrayIn(add: (value: Value) => void) {
  const items: Value[] = [];
  add(items);
  return { add: (value: Value) => void items.push(value) };
}

function objectIn(add: (value: Value) => void) {
  const members: [string, Value][] = [];
  add({ members });
  let name: string | null = null;
  return {
    add(value: Value) {
      if (name === null) name = value as string;
      else {
        members.push([name, value]);
        name = null;
      }
    },
  };
}
