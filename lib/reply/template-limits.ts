import { countWords } from '#lib/body/size.ts';
import type { Answer } from '#lib/model/reply-settings.ts';

/** The size of the templates of a response: it bounds the cost of parsing, and of rendering without loops. */
export type TemplateSize = {
  /** Outputs (`{{ … }}`) and tags (`{% … %}`). */
  readonly nodes: number;
  /** Characters between their delimiters: one output may have thousands of filters. */
  readonly markup: number;
  /** How deep blocks such as `if` and `for` are nested. */
  readonly depth: number;
};

/** The largest templates of one response. They are parsed within 20 ms. */
export const largest: TemplateSize = { nodes: 2000, markup: 32_768, depth: 50 };
/** Outputs and tags in all responses of a bin. All are parsed when they are saved. */
export const mostNodesOfBin = 5000;

const nothing: TemplateSize = { nodes: 0, markup: 0, depth: 0 };

/** The size of the templates in the body and the header values of a response; found without parsing, in linear time. */
export function templateSize({
  template,
  body,
  headers,
}: Pick<Answer, 'template' | 'body' | 'headers'>): TemplateSize {
  if (!template) return nothing;
  const texts = ['text' in body ? body.text : '', ...headers.map(([, value]) => value)];
  return texts.map(sizeOf).reduce((all, one) => ({
    nodes: all.nodes + one.nodes,
    markup: all.markup + one.markup,
    depth: Math.max(all.depth, one.depth),
  }));
}

function sizeOf(text: string): TemplateSize {
  let [nodes, markup, depth, deepest] = [0, 0, 0, 0];
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
    const opening = text[at + 1];
    if (opening !== '{' && opening !== '%') {
      at++;
      continue;
    }
    const closed = text.indexOf(opening === '{' ? '}}' : '%}', at + 2);
    const end = closed < 0 ? text.length : closed;
    nodes++;
    markup += end - at - 2;
    if (opening === '%') depth = Math.max(0, depth + nesting(text.slice(at + 2, end)));
    deepest = Math.max(deepest, depth);
    at = end;
  }
  return { nodes, markup, depth: deepest };
}

const blocks = new Set(['if', 'unless', 'for', 'case', 'tablerow', 'capture', 'comment', 'raw']);

/** 1 for a tag that opens a block, −1 for one that closes it. */
function nesting(tag: string): number {
  const [, name = ''] = /^-?\s*(\w+)/.exec(tag.slice(0, 40)) ?? [];
  if (blocks.has(name)) return 1;
  return name.startsWith('end') ? -1 : 0;
}

/** Which limit the templates of a response exceed, in words; null if none. */
export function exceededLimit({ nodes, markup, depth }: TemplateSize): string | null {
  const tooMany = (allowed: number, what: string, found: number) =>
    `the templates of this response have ${countWords(found)} ${what}. Up to ${countWords(allowed)} are allowed`;
  if (nodes > largest.nodes) return tooMany(largest.nodes, 'outputs and tags', nodes);
  if (markup > largest.markup) return tooMany(largest.markup, 'characters in outputs and tags', markup);
  return depth > largest.depth ? tooMany(largest.depth, 'nested blocks', depth) : null;
}
