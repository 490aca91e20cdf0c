import { lineBreakAt, rowEnd } from '../line-break.ts';
import { MixedContent } from './mixed-content.ts';
import { type XmlFault, type XmlToken, xmlToken } from './token.ts';

/**
 * Finds the lines of pretty-printed XML one at a time: a start tag, an end tag, an element that contains only text or mixed
 * content, a text among elements where that is too long for a line, a comment. It stores numbers for each line, no text, and has no recursion. White space between tags is
 * omitted. Text after the first syntax error is split into lines as it is.
 */
export class XmlLines {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly depths: number[] = [];
  /** For a line that opens or closes an element, the line at its other end; −1 if there is none (yet). */
  readonly partners: number[] = [];
  readonly children: number[] = [];
  fault: XmlFault | null = null;
  faultLine = Number.POSITIVE_INFINITY;
  done = false;
  at: number;

  private readonly text: string;
  private readonly open: { readonly line: number; readonly name: string }[] = [];
  private readonly mixed: MixedContent;
  private hasRoot = false;

  constructor(text: string, start: number) {
    this.text = text;
    this.mixed = new MixedContent(text);
    this.at = start;
    this.done = start === text.length;
  }

  get count(): number {
    return this.starts.length;
  }

  /** Finds the next line, or the end of the text. */
  next(): void {
    if (this.fault !== null) {
      this.rawLine(this.at);
      return;
    }
    const { text } = this;
    const at = skipSpace(text, this.at);
    if (at === text.length) {
      this.end();
      return;
    }
    const token = xmlToken(text, at);
    if ('offset' in token) this.fail(token);
    else this.tokenLine(token);
  }

  private tokenLine(token: XmlToken): void {
    const { open } = this;
    const inside = open.at(-1);
    if (token.kind === 'close') {
      if (inside === undefined)
        this.fail({ offset: token.at, message: `</${token.name}> has no opening tag` });
      else if (inside.name !== token.name) {
        this.fail({ offset: token.at, message: `expected </${inside.name}>, found </${token.name}>` });
      } else this.closeLine(token, inside.line);
      return;
    }
    const isElement = token.kind === 'open' || token.kind === 'empty';
    if (inside === undefined && isElement && this.hasRoot) {
      this.fail({ offset: token.at, message: 'only one root element is allowed' });
      return;
    }
    if (inside === undefined && (token.kind === 'text' || token.kind === 'cdata')) {
      this.fail({
        offset: skipSpace(this.text, token.at),
        message: 'text outside the root element',
      });
      return;
    }
    if (isElement) this.hasRoot = true;
    if (token.kind === 'open') this.openLine(token);
    else this.add(token.at, token.kind === 'text' ? trimmedEnd(this.text, token) : token.end, -1, token.end);
  }

  private openLine(token: XmlToken): void {
    const leafEnd = this.leafEnd(token) ?? this.mixed.endOf(token.at);
    this.add(token.at, leafEnd ?? token.end, -1, leafEnd ?? token.end);
    if (leafEnd === null) this.open.push({ line: this.count - 1, name: token.name });
  }

  /** The end of an element that contains only text; null for others. */
  private leafEnd({ end, name }: XmlToken): number | null {
    const text = this.text;
    const content = xmlToken(text, end);
    if ('offset' in content) return null;
    const isText = content.kind === 'text' || content.kind === 'cdata';
    const close = isText ? xmlToken(text, content.end) : content;
    return 'kind' in close && close.kind === 'close' && close.name === name ? close.end : null;
  }

  private closeLine(token: XmlToken, opener: number): void {
    this.open.pop();
    this.partners[opener] = this.count;
    this.push(token.at, token.end, opener);
    this.at = token.end;
  }

  private add(start: number, end: number, partner: number, next: number): void {
    const parent = this.open.at(-1);
    if (parent !== undefined) this.children[parent.line]!++;
    this.push(start, end, partner);
    this.at = next;
  }

  private push(start: number, end: number, partner: number): void {
    this.starts.push(start);
    this.ends.push(end);
    this.depths.push(this.open.length);
    this.partners.push(partner);
    this.children.push(0);
  }

  private end(): void {
    const inside = this.open.at(-1);
    if (inside === undefined) {
      this.at = this.text.length;
      this.done = true;
      if (!this.hasRoot) this.fault = { offset: this.at, message: 'no root element' };
      return;
    }
    this.fault = { offset: this.text.length, message: `the text ends inside ${inside.name}` };
    this.faultLine = this.count;
    this.done = true;
  }

  private fail(fault: XmlFault): void {
    this.fault = fault;
    this.faultLine = this.count;
    this.rawLine(fault.offset);
  }

  private rawLine(from: number): void {
    const end = rowEnd(this.text, from);
    this.push(from, end, -1);
    this.depths[this.count - 1] = this.faultLine === this.count - 1 ? this.open.length : 0;
    this.at = end + lineBreakAt(this.text, end).length;
    this.done = this.at === this.text.length;
  }
}

/** Skips white space: space, tab, line feed, carriage return (XML 1.0 §2.3). */
function skipSpace(text: string, at: number): number {
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

function trimmedEnd(text: string, { at, end }: XmlToken): number {
  while (end > at && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}
