/** A piece of an XML text: from `at` up to `end`; `name` of tags. */
export type XmlToken = {
  readonly kind: 'open' | 'close' | 'empty' | 'text' | 'comment' | 'cdata' | 'instruction' | 'doctype';
  readonly at: number;
  readonly end: number;
  readonly name: string;
};

/** Why a text is not XML, and where. */
export type XmlFault = { readonly offset: number; readonly message: string };

// The names of XML 1.0 §2.3, without the surrogates that hardly any name has.
const nameStart =
  'A-Za-z_:\\u00c0-\\u02ff\\u0370-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\ud7ff\\uf900-\\ufffd';
const name = `[${nameStart}][${nameStart}\\-.\\d\\u00b7]*`;
const tagStart = new RegExp(`<(/?)(${name})`, 'y');

/**
 * The piece of XML that begins at `at`. Nothing is expanded: a document type is one piece, whatever it declares, and an
 * entity is the characters it is written in (XML 1.0 §4).
 */
export function xmlToken(text: string, at: number): XmlToken | XmlFault {
  if (text[at] !== '<') return textToken(text, at);
  const next = text[at + 1];
  if (next === '!') return declared(text, at);
  if (next === '?') return delimited(text, at, 'instruction', '?>', 'a processing instruction');
  tagStart.lastIndex = at;
  const [, slash, called = ''] = tagStart.exec(text) ?? [];
  if (slash === undefined) {
    return {
      offset: at,
      message: at + 1 === text.length ? 'the text ends inside a tag' : 'a < that begins no tag',
    };
  }
  const end = tagEnd(text, tagStart.lastIndex);
  if (end < 0) return { offset: at, message: `the tag ${called} never ends` };
  const kind = slash === '/' ? 'close' : text[end - 2] === '/' ? 'empty' : 'open';
  return { kind, at, end, name: called };
}

function textToken(text: string, at: number): XmlToken {
  const end = text.indexOf('<', at);
  return { kind: 'text', at, end: end < 0 ? text.length : end, name: '' };
}

function declared(text: string, at: number): XmlToken | XmlFault {
  if (text.startsWith('<!--', at)) return delimited(text, at, 'comment', '-->', 'a comment');
  if (text.startsWith('<![CDATA[', at)) return delimited(text, at, 'cdata', ']]>', 'a CDATA section');
  const end = doctypeEnd(text, at);
  if (end < 0) return { offset: at, message: 'a declaration never ends' };
  return { kind: 'doctype', at, end, name: '' };
}

function delimited(
  text: string,
  at: number,
  kind: XmlToken['kind'],
  close: string,
  what: string,
): XmlToken | XmlFault {
  const end = text.indexOf(close, at + 2);
  if (end < 0) return { offset: at, message: `${what} never ends` };
  return { kind, at, end: end + close.length, name: '' };
}

/** After the `>` of a tag; one in quotes is part of a value. Less than 0 when there is none. */
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

/** After the `>` of a document type; those in quotes, comments and brackets do not count. */
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
