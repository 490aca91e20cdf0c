import { readable } from '#lib/http/byte-string.ts';
import { all } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import { bashTextWord, bashWord } from '../literals/bash-word.ts';
import { originForm } from '../request/address.ts';
import { base64Lines, bodyText } from '../request/body-text.ts';
import {
  addsEmptyLength,
  type Caveat,
  changedTarget,
  commentLines,
  countOf,
  noTrailers,
  onlyHttp11,
} from '../request/client-caveats.ts';
import { framingOf, isSendable } from '../request/client-headers.ts';
import { hasDuplicates, without } from '../request/whole-headers.ts';
import type { CopyTarget } from '../target.ts';
import { survivesRequests } from './python-requests.ts';

/** Longer text is piped: systems bound the length of an argument. */
const LONGEST_ARGUMENT = 16_384;

/** The request as a command for bash and HTTPie 3.0 and newer. */
export const httpie: CopyTarget = {
  id: 'httpie',
  title: 'HTTPie',
  group: 'Shell',
  mediaType: 'text/plain; charset=utf-8',
  exact:
    'Method, header values and body are exact. HTTPie reorders headers, percent-encodes the target again, adds missing Host, User-Agent and Accept-Encoding headers, omits headers that are not UTF-8, and sends HTTP/1.1 without trailers.',
  copy(source, { origin }) {
    const server = new URL(origin);
    const headers = without(source.headers.filter(isSendable), ['Content-Length', 'Transfer-Encoding']);
    const sayable = headers.filter(isSayable);
    const body = framingOf(source) === 'none' ? null : bodyOption(source.body);
    const unset = ['User-Agent', 'Accept-Encoding', 'Accept', 'Connection', 'Content-Type'].filter(
      (name) => all(sayable, name).length === 0,
    );
    const chunked = framingOf(source) === 'chunked' && source.body.length > 0;
    const command = [
      `http --ignore-stdin --path-as-is --body${chunked ? ' --chunked' : ''}`,
      ...(body?.option ? [body.option] : []),
      `-- ${isKnownAsMethod(source.method) ? source.method : 'POST'} ${bashWord(server.origin + originForm(source.target))}`,
      ...sayable.map((header) => bashWord(item(header))),
      ...unset.map((name) => bashWord(`${name}:`)),
    ].join(' \\\n  ');
    const comment = commentLines('#', source, [
      headers.length > sayable.length &&
        `Omitted, because HTTPie cannot express them: ${countOf(headers.length - sayable.length, 'header line')}.`,
      'HTTPie reorders headers.',
      hasDuplicates(sayable) && 'HTTPie may group repeated headers.',
      !isKnownAsMethod(source.method) && 'HTTPie does not accept this method: this sends POST instead.',
      adding(sayable),
      addsEmptyLength(source, 'HTTPie'),
      source.method !== source.method.toUpperCase() && 'HTTPie writes the method in upper case.',
      changedTarget(!survivesRequests(source.target), 'HTTPie'),
      onlyHttp11(source, 'HTTPie'),
      noTrailers(source, 'HTTPie'),
    ]);
    const piped = body?.pipe ? command.replace(' --ignore-stdin', '') : command;
    return comment + (body?.pipe ?? '') + piped;
  },
};

/**
 * HTTPie reads arguments as UTF-8, and a backslash before one of its separators as an escape, which nothing escapes.
 */
function isSayable([name, value]: Header): boolean {
  const isUtf8 = readable(value) !== value || !/[^\0-\x7f]/.test(value);
  return isUtf8 && !/\\[:;=@]/.test(value) && !/[^\0-\x7f]/.test(name);
}

/** `Name:value`; a value that starts with `=` or `@` would make another separator, for JSON or for reading a file. */
function item([name, value]: Header): string {
  if (/^[\t\v\f ]*$/.test(value)) return `${name};`;
  return `${name}:${value.replace(/^[:;=@]/, '\\$&')}`;
}

/** Other words are taken for the URL. */
function isKnownAsMethod(method: string): boolean {
  return /^[A-Za-z]+$/.test(method);
}

/** Unset, some lines come back from the library below. */
function adding(headers: readonly Header[]): Caveat {
  const own = ['Host', 'User-Agent', 'Accept-Encoding'];
  const missing = own.filter((name) => all(headers, name).length === 0);
  return missing.length > 0 && `HTTPie adds headers that were not sent: ${missing.join(', ')}.`;
}

function bodyOption(body: Uint8Array): { pipe: string; option: string } {
  const text = bodyText(body);
  if (text !== null && body.length <= LONGEST_ARGUMENT)
    return { pipe: '', option: `--raw=${bashTextWord(text)}` };
  return { pipe: `echo '${base64Lines(body)}' | base64 -d |\n`, option: '' };
}
