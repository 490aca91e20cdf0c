import type { JsonPath } from '#lib/body/json/path.ts';
import { isPattern } from './pattern.ts';
import { type Word, wordOf } from './print.ts';

/** Longer values are not offered as a filter, characters. */
const longestValue = 500;

/** The term for requests whose body contains this text; null for an empty or a very long one. */
export function textWord(text: string): Word | null {
  return text === '' || text.length > longestValue ? null : wordWith('body', text, text);
}

/** The term for requests whose JSON has this value at this path. `value` is a string unescaped, all else as it was sent. */
export function jsonWord(path: JsonPath, value: string): Word | null {
  const place = `$${path.map(printStep).join('')}`;
  return place.length + value.length > longestValue ? null : wordWith('json', `${place}=${value}`, value);
}

/** The term for requests whose query has this parameter with this value. */
export function queryWord(name: string, value: string): Word | null {
  if (name === '' || name.length + value.length > longestValue) return null;
  // The first `=` ends the name.
  if (name.includes('=')) return value === '' ? null : textAnywhere(value);
  return wordWith('query', `${name}=${value}`, value);
}

/** The term for requests with this header, its name in lower case. */
export function headerWord(name: string, value: string): Word {
  return wordWith('header', `${name}=${value}`, value);
}

/** A term of a key. A value like `/x/` would be read as a regular expression there: it is looked for everywhere. */
function wordWith(key: string, text: string, value: string): Word {
  return isPattern(value) ? textAnywhere(value) : wordOf(key, text);
}

function textAnywhere(value: string): Word {
  return { negated: false, key: null, operator: ':', value };
}

/** A step of a path as `readJsonPath` reads it. */
function printStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `['${step.replace(/[\\']/g, '\\$&')}']`;
}
