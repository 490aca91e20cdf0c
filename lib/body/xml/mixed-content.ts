import { xmlToken } from './token.ts';

/** How far the end of an element is looked for, UTF-16 code units. */
const window = 64 * 1024;

type Open = { readonly at: number; readonly name: string; hasText: boolean; hasElement: boolean };

/**
 * Finds elements with mixed content: text and elements side by side (XML 1.0 §3.2.2), or `xml:space="preserve"`. White space in
 * them is data, so that a layout must not add any. It looks ahead so far at a time, and remembers what it found there: each
 * token is read a few times at most.
 */
export class MixedContent {
  private readonly text: string;
  /** The ends of elements with mixed content, by the offsets of their start tags. */
  private readonly ends = new Map<number, number>();
  /** All start tags before this offset are decided. */
  private decided = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The end of the element that starts at an offset if it has mixed content and is not too long; else null. */
  endOf(at: number): number | null {
    if (at >= this.decided) this.look(at);
    return this.ends.get(at) ?? null;
  }

  private look(from: number): void {
    const { text, ends } = this;
    ends.clear();
    const open: Open[] = [];
    for (let at = from; ; ) {
      const token = xmlToken(text, at);
      if ('offset' in token) {
        this.decided = text.length;
        return;
      }
      const inside = open.at(-1);
      if (token.kind === 'close') {
        if (inside?.name !== token.name) break;
        open.pop();
        if (inside.hasText && inside.hasElement) ends.set(inside.at, token.end);
      } else if (token.kind === 'open' || token.kind === 'empty') {
        if (inside) inside.hasElement = true;
        const tag = text.slice(token.at, Math.min(token.end, token.at + 1000));
        const hasText = /\sxml:space\s*=\s*["']preserve/.test(tag);
        if (token.kind === 'open') open.push({ at: token.at, name: token.name, hasText, hasElement: false });
      } else if (inside && (token.kind === 'cdata' || isData(text, token.at, token.end, token.kind))) {
        inside.hasText = true;
      }
      at = token.end;
      if (open.length === 0 || at === text.length) {
        this.decided = at;
        return;
      }
      if (at > from + window) break;
    }
    // What begins late in the window is looked at again: it may end soon.
    this.decided = from + window / 2;
  }
}

function isData(text: string, from: number, end: number, kind: string): boolean {
  if (kind !== 'text') return false;
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return true;
  }
  return false;
}
