import { base64Text } from '#lib/http/base64-text.ts';
import { utf8 } from '../request/utf8.ts';
import { asText, joinedTexts, listValue, Session, Table, textValue, unknown, type Value } from './values.ts';

/** The name of a type for comparisons: `[System.Net.Cookie]` is `net.cookie`. */
export function shortTypeName(name: string): string {
  return name
    .slice(0, 200)
    .toLowerCase()
    .replace(/^system\./, '');
}

const emptyTable = /^(?:collections\.)?(?:hashtable$|generic\.dictionary\b|specialized\.ordereddictionary$)/;
const session = /^(?:microsoft\.powershell\.commands\.)?webrequestsession$/;

/** What a cast to a type makes of a value. Unknown unless PowerShell certainly makes the same of it. */
export function castTo(type: string, value: Value): Value {
  if (/^(?:object|psobject)$/.test(type)) return value;
  if (/^(?:ordered|pscustomobject|(?:collections\.)?idictionary)$/.test(type) || emptyTable.test(type))
    return value.kind === 'table' ? value : unknown;
  if (session.test(type)) return value.kind === 'session' ? value : unknown;
  if (type === 'string') return asText(value) ?? unknown;
  if (/^(?:uri|version)$/.test(type)) return value.kind === 'text' ? value : unknown;
  if (type === 'byte[]') return value.kind === 'bytes' ? value : unknown;
  const [, itemType] = /^(object|string|int)\[\]$/.exec(type) ?? [];
  if (itemType !== undefined)
    return value.kind === 'list' ? listValue(value.items.map((item) => castTo(itemType, item))) : unknown;
  return castToLiteral(type, value);
}

/** Numbers and truth values. Those that would be rounded, or are written in another way, are unknown. */
function castToLiteral(type: string, value: Value): Value {
  if (/^(?:int|int32|int64|long)$/.test(type)) {
    const isNumber =
      (value.kind === 'text' && value.unknown.length === 0) ||
      (value.kind === 'literal' && value.json !== 'null');
    const digits = isNumber && /^(?:0|-?[1-9]\d{0,14})$/.test(value.text) ? value.text : null;
    if (digits === null || (/^int(?:32)?$/.test(type) && Number(digits) !== (Number(digits) | 0)))
      return unknown;
    return { kind: 'literal', json: digits, text: digits };
  }
  if (value.kind !== 'literal') return unknown;
  const written = { double: /\./, bool: /^(?:true|false)$/ }[type];
  return written?.test(value.json) ? value : unknown;
}

/** What a static call returns. */
export function called(type: string, member: string, values: readonly Value[]): Value {
  const [value = unknown] = values;
  if (member === 'new') return made(type, values);
  if (values.length !== 1) return unknown;
  if (type === 'text.encoding' && value.kind === 'text') {
    if (member === 'utf8.getbytes') return { kind: 'bytes', bytes: utf8(value.text), unknown: value.unknown };
    const isAscii = /^[\0-\x7f]*$/.test(value.text);
    return member === 'ascii.getbytes' && isAscii
      ? { kind: 'bytes', bytes: value.text, unknown: value.unknown }
      : unknown;
  }
  if (type === 'convert' && member === 'frombase64string' && value.kind === 'text') {
    const bytes = base64Text(value.text);
    return bytes === null ? unknown : { kind: 'bytes', bytes, unknown: value.unknown };
  }
  if (type === 'convert' && member === 'tobase64string' && value.kind === 'bytes')
    return value.unknown.length > 0 ? unknown : textValue(btoa(value.bytes));
  return unknown;
}

/** What New-Object returns for its arguments, which may be named. */
export function newObject(values: readonly Value[], named: ReadonlyMap<string, Value>): Value {
  const given = named.has('-typename') ? [named.get('-typename')!, ...values] : values;
  const [type = unknown, ...rest] = given;
  const isUnderstood = [...named.keys()].every((it) => it === '-typename');
  return type.kind === 'text' && isUnderstood ? made(shortTypeName(type.text), rest) : unknown;
}

/** A new object of a type. */
function made(type: string, values: readonly Value[]): Value {
  if (emptyTable.test(type)) return values.length === 0 ? new Table() : unknown;
  if (session.test(type)) return values.length === 0 ? new Session() : unknown;
  const [first = unknown] = values;
  if (type === 'net.http.httpmethod' && values.length === 1) return asText(first) ?? unknown;
  if (type === 'net.http.bytearraycontent')
    return values.length === 1 && first.kind === 'bytes' ? first : unknown;
  if (type !== 'net.cookie') return unknown;
  const [name = null, value = null] = values.map(asText);
  return name && value ? { kind: 'cookie', pair: joinedTexts([name, value], '=') } : unknown;
}
