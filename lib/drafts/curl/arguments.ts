import { readable } from '#lib/http/byte-string.ts';
import type { Word } from '../shell/command.ts';
import { type CurlEffect, optionOfLetter, optionOfName } from './options.ts';

/** An option that was given, or a URL. `value` is a byte string. */
export type CurlArgument = {
  readonly effect: CurlEffect | 'unknown' | 'no';
  /** As people know it: `--data`. */
  readonly name: string;
  readonly value: string;
  readonly at: number;
};

/**
 * The arguments of a curl command, as curl reads them: letters in one word, values in the word or after it, unique beginnings of long
 * names, and `--no-…`. A word that is no option is a URL. Source: curl man page, "Options"; `tool_getparam.c`.
 */
export function curlArguments(words: readonly Word[]): CurlArgument[] {
  const found: CurlArgument[] = [];
  let readsOptions = true;
  for (let index = 0; index < words.length; index++) {
    const { text, at } = words[index]!;
    const add = (effect: CurlArgument['effect'], name: string, value: string) =>
      found.push({ effect, name, value, at });
    if (!readsOptions || !text.startsWith('-') || text === '-') add('url', '--url', text);
    else if (text === '--') readsOptions = false;
    else if (text.startsWith('--')) {
      const option = longOption(text.slice(2));
      const isNegated = option !== null && text.startsWith('--no-') && option.name !== text.slice(2);
      if (option === null) add('unknown', readable(text.slice(0, 60)), '');
      else if (isNegated) add('no', `--no-${option.name}`, '');
      else if (!option.takesValue) add(option.effect, `--${option.name}`, '');
      else if (option.given !== null) add(option.effect, `--${option.name}`, option.given);
      else add(option.effect, `--${option.name}`, words[++index]?.text ?? '');
    } else {
      for (let letter = 1; letter < text.length; letter++) {
        const option = optionOfLetter(text[letter]!);
        if (option === null) {
          add('unknown', readable(text.slice(0, 60)), '');
          break;
        }
        if (!option.takesValue) {
          add(option.effect, `--${option.name}`, '');
          continue;
        }
        const rest = text.slice(letter + 1);
        add(option.effect, `--${option.name}`, rest === '' ? (words[++index]?.text ?? '') : rest);
        break;
      }
    }
  }
  return found;
}

/** An option by its long name; newer versions of curl also accept `--name=value`. */
function longOption(written: string) {
  const option = optionOfName(written) ?? (written.startsWith('no-') ? optionOfName(written.slice(3)) : null);
  if (option !== null) return { ...option, given: null };
  const equals = written.indexOf('=');
  const valued = equals < 0 ? null : optionOfName(written.slice(0, equals));
  return valued?.takesValue ? { ...valued, given: written.slice(equals + 1) } : null;
}

/**
 * The arguments in a config file of curl (curl man page, `--config`): an option per line, with or without hyphens, and its value after a
 * space, `=` or `:`. Between quotes, a backslash escapes.
 */
export function configArguments(config: string): CurlArgument[] {
  const words: Word[] = [];
  for (const line of config.split(/\r?\n/)) {
    const [, name, rest = ''] = /^[\t ]*(?!#)([^\t =:]+)[\t ]*[=:]?[\t ]*(.*)$/s.exec(line) ?? [];
    if (name === undefined) continue;
    words.push({ text: name.startsWith('-') ? name : `--${name}`, at: 0 });
    if (rest.startsWith('"')) words.push({ text: unquoted(rest), at: 0 });
    else if (rest !== '') words.push({ text: rest, at: 0 });
  }
  return curlArguments(words);
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', v: '\v' };

function unquoted(value: string): string {
  const [, inside = ''] = /^"((?:[^"\\]|\\.)*)/s.exec(value) ?? [];
  return inside.replace(/\\(.)/gs, (_, character: string) => escapes[character] ?? character);
}
