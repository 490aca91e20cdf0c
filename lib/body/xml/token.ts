/** A token of an XML text, from `at` up to `end`; `name` is that of tags. */
export type XmlToken = {
  readonly kind: 'open' | 'close' | 'empty' | 'text' | 'comment' | 'cdata' | 'instruction' | 'doctype';
  readonly at: number;
  readonly end: number;
  readonly name: string;
};

/** The reason and the offset of a syntax error. */
export type XmlFault = { readonly offset: number; readonly message: string };

// The names of XML 1.0 §2.3, without surrogates, which names hardly ever contain.
const nameStart =
  'A-Za-z_:\\u00c0-\\u02ff\\u0370-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\ud7ff\\uf900-\\ufffd';
const name = `[${nameStart}][${nameStart}\\-.\\d\\u00b7]*`;
const tagStart = new RegExp(`<(/?)(${name})`, 'y');

/**
 * The XML token at `at`. Nothing is expanded: a document type is one token, whatever it declares, and an entity is shown
 * as written (XML 1.0 §4).
 */
export function xmlToken(text: string, at: number): XmlToken | XmlFault {
  if (text[at] !== '<') return textToken(text, at);
  const next = text[at + 1];
  if (next === '!') return declarationToken(text, at);
  if (next === '?') return delimitedToken(text, at, 'instruction', '?>', 'a processing instruction');
  tagStart.lastIndex = at;
  const [, slash, called = ''] = tagStart.exec(text) ?? [];
  if (slash === undefined) {
    return {
      offset: at,
      message: at + 1 === text.length ? 'the text ends inside a tag' : 'a < that does not start a tag',
    };
  }
  const end = tagEnd(text, tagStart.lastIndex);
  if (end < 0) return { offset: at, message: `the tag ${called} is never closed` };
  const kind = slash === '/' ? 'close' : text[end - 2] === '/' ? 'empty' : 'open';
  return { kind, at, end, name: called };
}

function textToken(text: string, at: number): XmlToken {
  const end = text.indexOf('<', at);
  return { kind: 'text', at, end: end < 0 ? text.length : end, name: '' };
}

function declarationToken(text: string, at: number): XmlToken | XmlFault {
  if (text.startsWith('<!--', at)) return delimitedToken(text, at, 'comment', '-->', 'a comment');
  if (text.startsWith('<![CDATA[', at)) return delimitedToken(text, at, 'cdata', ']]>', 'a CDATA section');
  const end = doctypeEnd(text, at);
  if (end < 0) return { offset: at, message: 'a declaration is never closed' };
  return { kind: 'doctype', at, end, name: '' };
}

function delimitedToken(
  text: string,
  at: number,
  kind: XmlToken['kind'],
  close: string,
  what: string,
): XmlToken | XmlFault {
  const end = text.indexOf(close, at + 2);
  if (end < 0) return { offset: at, message: `${what} is never closed` };
  return { kind, at, end: end + close.length, name: '' };
}

/** The offset after the `>` of a tag, which may also occur in quoted values. Negative if there is none. */
function tagEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '>') return at + 1;
    if (character === '<') return -1;
    if (character !== '"' && character !== "'") continue;
    at = text.indexOf(character, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

/** The offset after the `>` of a document type; those in quotes, comments and brackets are skipped. */
function doctypeEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from + 2; at < text.length; at++) {
    const character = text[at];
    if (character === '[') depth++;
    else if (character === ']') depth--;
    else if (character === '>' && depth <= 0) return at + 1;
    else if (text.startsWith('<!--', at)) {
      at = text.indexOf('-->', at);
      if (at < 0) return -1;
    } else if (character === '"' || character === "'") {
      at = text.indexOf(character, at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}
