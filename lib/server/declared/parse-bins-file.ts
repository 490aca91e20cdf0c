import { isAlias, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { type BinChange, binChangeShape } from '#lib/model/input.ts';
import { issueWords } from '#lib/model/issue-words.ts';
import { slugShape } from '#lib/model/slug.ts';

/** A bin as the file declares it; the settings are those of `PATCH /api/v1/bins/{slug}`. */
export type DeclaredBin = {
  readonly slug: string;
  /** The owner's key, from the environment. */
  readonly key: string;
  readonly settings: BinChange;
  /** The line of its declaration, for errors found later. */
  readonly line: number;
};

/** The errors of a file, one line each: `bins.yaml:4: bins[0].slug is missing`. */
export class BinsFileWrong extends Error {
  constructor(complaints: readonly string[]) {
    super(`The bins file is not valid:\n  ${complaints.join('\n  ')}`);
    this.name = 'BinsFileWrong';
  }
}

/** Declared bins do not expire. */
const { expiresAfter: _, ...settings } = binChangeShape.shape;

const declaredShape = z.strictObject({
  ...settings,
  slug: slugShape,
  keyFrom: z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable'),
});

const fileShape = z.strictObject({ bins: z.array(declaredShape) });

/** Keys are part of URLs and must be as hard to guess as generated ones. */
const keyPattern = /^[\w-]{20,128}$/;

/**
 * Reads YAML 1.2 `text` of the file called `name`: `bins: [{slug, keyFrom, …settings}]`. Keys are never in the file:
 * `keyFrom` names the environment variable that holds one.
 * @throws BinsFileWrong with every error and its line.
 */
export function parseBinsFile(
  name: string,
  text: string,
  environment: Record<string, string | undefined>,
): DeclaredBin[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const complaints: { line: number; words: string }[] = [];
  const complain = (line: number, words: string) => complaints.push({ line, words });
  const lineAt = (offset: number) => lines.linePos(offset).line;

  /** The line of the node at a path, or of its nearest existing parent; with `key`, of that key in it. */
  function lineOf(path: readonly PropertyKey[], key?: string): number {
    const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
    const word = isMap(node)
      ? node.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key
      : null;
    const place = (isScalar(word) ? word : node) as { range?: readonly number[] | null } | null | undefined;
    if (place?.range) return lineAt(place.range[0]!);
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1), String(path.at(-1)));
  }

  const aliases = aliasesIn(document);
  if (aliases > mostAliases)
    complain(1, `the file may have up to ${mostAliases} aliases (*name), but has ${aliases}`);
  const isReadable = document.errors.length === 0 && complaints.length === 0;
  for (const error of document.errors) complain(lineAt(error.pos[0]), `not valid YAML: ${error.message}`);
  const value: unknown = isReadable ? document.toJS() : null;
  const read = isReadable ? fileShape.safeParse(value ?? {}) : null;
  for (const issue of read?.error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        complain(lineOf(issue.path, key), `${pathWords([...issue.path, key])} is not a known setting`);
    } else {
      const isMissing = valueAt(value, issue.path) === undefined;
      complain(
        lineOf(issue.path),
        `${pathWords(issue.path)} ${isMissing ? 'is missing' : settingWords(issue)}`,
      );
    }
  }

  const slugs = new Map<string, number>();
  const keys = new Map<string, number>();
  const bins = (read?.data?.bins ?? []).map(({ slug, keyFrom, ...settings }, index): DeclaredBin => {
    const key = environment[keyFrom]?.trim() ?? '';
    const line = lineOf(['bins', index, 'slug']);
    const keyLine = lineOf(['bins', index, 'keyFrom']);
    if (slugs.has(slug))
      complain(line, `bins[${index}].slug: ${slug} is already declared on line ${slugs.get(slug)}`);
    if (key === '')
      complain(keyLine, `bins[${index}].keyFrom: the environment variable ${keyFrom} is not set`);
    else if (!keyPattern.test(key))
      complain(keyLine, `bins[${index}].keyFrom: ${keyFrom} must be 20 to 128 letters, digits, _ or -`);
    else if (keys.has(key))
      complain(
        keyLine,
        `bins[${index}].keyFrom: ${keyFrom} has the same key as line ${keys.get(key)}; each bin needs its own key`,
      );
    if (!slugs.has(slug)) slugs.set(slug, line);
    if (!keys.has(key)) keys.set(key, keyLine);
    return { slug, key, settings, line };
  });

  if (complaints.length > 0)
    throw new BinsFileWrong(
      complaints.sort((a, b) => a.line - b.line).map(({ line, words }) => `${name}:${line}: ${words}`),
    );
  return bins;
}

/** The most YAML aliases: the parser searches the document from its start for each. */
const mostAliases = 100;

function aliasesIn(document: Parameters<typeof visit>[0]): number {
  let count = 0;
  visit(document, (_, node) => {
    if (isAlias(node)) count++;
  });
  return count;
}

/** The path of a setting in an error: `bins[0].slug` */
function pathWords(path: readonly PropertyKey[]): string {
  const words = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return words.replace(/^\./, '') || 'the file';
}

/** What YAML calls an object is a mapping. */
function settingWords(issue: z.core.$ZodIssue): string {
  const isObject = issue.code === 'invalid_type' && issue.expected === 'object';
  return isObject ? 'must be a mapping' : issueWords(issue);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[part],
    value,
  );
}
