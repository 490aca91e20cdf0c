import type { JsonLines } from './lines.ts';
import { scanString, skipSpace } from './scan.ts';
import { unescaped } from './string.ts';

/** The path to a value in a JSON value: unescaped names of members, and indices of elements. */
export type JsonPath = readonly (string | number)[];

const plainName = /^[A-Za-z_]\w*$/;
const quote = 0x22;
const openArray = 0x5b;

/** The path to the value on a line; for a line that closes a container, the path to that container. */
export function jsonPath(text: string, lines: JsonLines, index: number): JsonPath {
  const { depths, partners } = lines;
  const path: (string | number)[] = [];
  const partner = partners[index]!;
  let line = partner >= 0 && partner < index ? partner : index;
  while (depths[line]! > 0) {
    let before = 0;
    let at = line - 1;
    // Go back over the siblings: from the end of a container straight to its start.
    for (; depths[at]! >= depths[line]!; at--) {
      const other = partners[at]!;
      if (other >= 0 && other < at) at = other;
      before++;
    }
    path.unshift(nameIn(text, lines, line, at) ?? before);
    line = at;
  }
  return path;
}

/** The name of the member on a line; null if the container that `parent` opens is an array. */
function nameIn(text: string, lines: JsonLines, line: number, parent: number): string | null {
  if (opensArray(text, lines, parent)) return null;
  const start = skipSpace(text, lines.starts[line]!);
  const end = scanString(text, start);
  return typeof end === 'number' ? unescaped(text.slice(start + 1, end - 1)) : '';
}

function opensArray(text: string, lines: JsonLines, line: number): boolean {
  let at = skipSpace(text, lines.starts[line]!);
  // A member begins with its name; a container opens after the colon.
  const end = text.charCodeAt(at) === quote ? scanString(text, at) : null;
  if (typeof end === 'number') at = skipSpace(text, skipSpace(text, end) + 1);
  return text.charCodeAt(at) === openArray;
}

/** Prints a path as JSONPath (RFC 9535): `$.commits[0]['odd name']`. */
export function printJsonPath(path: JsonPath): string {
  return `$${path.map(step).join('')}`;
}

function step(it: string | number): string {
  if (typeof it === 'number') return `[${it}]`;
  if (plainName.test(it)) return `.${it}`;
  const inner = JSON.stringify(it).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `['${inner}']`;
}

/** Prints a path for jq: `.commits[0]["odd name"]`. */
export function printJqPath(path: JsonPath): string {
  if (path.length === 0) return '.';
  const steps = path.map((it) => {
    if (typeof it === 'number') return `[${it}]`;
    return plainName.test(it) ? `.${it}` : `[${JSON.stringify(it)}]`;
  });
  return steps[0]!.startsWith('.') ? steps.join('') : `.${steps.join('')}`;
}

/** Parses the output of `printJsonPath`, also with double quotes; null for anything else, such as wildcards and filters. */
export function parseJsonPath(text: string): JsonPath | null {
  if (!text.startsWith('$')) return null;
  const path: (string | number)[] = [];
  const steps =
    /\.([\p{L}_][\p{L}\p{N}_-]*)|\[(\d{1,15})\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/uy;
  steps.lastIndex = 1;
  while (steps.lastIndex < text.length) {
    const found = steps.exec(text);
    if (!found) return null;
    const [, name, index, single, double] = found;
    if (index !== undefined) path.push(Number(index));
    else path.push(name ?? unescaped((single ?? double)!));
  }
  return path;
}

/**
 * The line found so far to which a path leads; null if there is none yet. Of equal names the last one is used, as in most
 * readers.
 */
export function lineOfPath(text: string, lines: JsonLines, path: JsonPath): number | null {
  let line = 0;
  for (const wanted of path) {
    const child = childLine(text, lines, line, wanted);
    if (child === null) return null;
    line = child;
  }
  return lines.count > 0 ? line : null;
}

/** The same for a JSON Pointer (RFC 6901), `/commits/0/id`, in which indices of arrays look as names. */
export function lineOfPointer(text: string, lines: JsonLines, pointer: string): number | null {
  let line = 0;
  for (const token of pointer.split('/').slice(1)) {
    if (lines.count === 0) return null;
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    const child = childLine(text, lines, line, opensArray(text, lines, line) ? Number(name) : name);
    if (child === null) return null;
    line = child;
  }
  return lines.count > 0 ? line : null;
}

function childLine(text: string, lines: JsonLines, parent: number, wanted: string | number): number | null {
  const { depths, partners } = lines;
  const isArray = opensArray(text, lines, parent);
  if (isArray !== (typeof wanted === 'number')) return null;
  const depth = depths[parent]! + 1;
  let found: number | null = null;
  let index = 0;
  for (let at = parent + 1; at < lines.count && at < lines.faultLine && depths[at]! >= depth; at++) {
    if (isArray ? index === wanted : nameIn(text, lines, at, parent) === wanted) found = at;
    if (isArray && found !== null) break;
    index++;
    if (partners[at]! > at) at = partners[at]!;
    else if (at + 1 < lines.count && depths[at + 1]! > depth) break;
  }
  return found;
}
