/** What was removed: scripts, or resources from other servers. */
type Removed = { scripts: boolean; external: boolean };

/** An HTML page prepared for a sandboxed frame. */
export type InertPage = {
  /** For the `srcdoc` of a sandboxed frame. */
  readonly markup: string;
  /** What was removed from the page. */
  readonly removed: Removed;
  /** How much a browser has to lay out, in usual elements: nesting and long texts in some scripts take it quadratic time. */
  readonly cost: number;
};

/** Blocks every request that the page could still make. The sandbox of the frame blocks scripts. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** Elements that run scripts or load resources: those removed with their contents, and those whose tags alone are removed. */
const removedElements = new Set(['script', 'noscript', 'template', 'title']);
const removedTags = new Set(
  'applet audio base embed frame frameset iframe link meta object portal source track video'.split(' '),
);
const urlAttributes = new Set(
  'action background cite data formaction href longdesc manifest ping poster src srcset usemap xlink:href'.split(
    ' ',
  ),
);
/** Elements without an end tag, which do not nest. */
const voidElements = new Set('area br col hr img input wbr'.split(' '));
/** Nested deeper than this, an element costs as much as its depth. */
const usualDepth = 100;

/**
 * Removes from a page what the frame would block with an error in the console: scripts, frames, links and external resources.
 * This is not a security boundary and may be simple: the sandbox with its opaque origin and the policy in the frame are.
 * `nonce` allows the styles of the page, since the frame inherits the policy of the page around it.
 *
 * It works on text, because parsing a document would apply the policy already. It takes linear time: every search begins where
 * the one before ended, and what has no end reaches to the end of the text.
 */
export function inertPage(text: string, nonce: string): InertPage {
  const out: string[] = [];
  const removed = { scripts: false, external: false };
  let cost = 0;
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    if (start < 0) break;
    out.push(text.slice(at, start));
    cost += textCost(text, at, start);
    const end = pieceEnd(text, start);
    const tag = text.slice(start, end);
    const [, slash, name = ''] = /^<(\/?)([a-z][^\s/>]*)/i.exec(tag) ?? [];
    const element = name.toLowerCase();
    at = end;
    cost++;
    if (slash === '' && removedElements.has(element)) {
      removed.scripts ||= element === 'script';
      at = elementEnd(text, end, element);
    } else if (slash === '' && element === 'style') {
      at = elementEnd(text, end, element);
      cost += (at - end) / 20;
      out.push(`<style nonce="${nonce}">${withoutUrls(text.slice(end, at))}`);
    } else if (removedTags.has(element)) removed.external ||= /\s(?:src|href|data)\s*=/i.test(tag);
    else if (element !== '' && slash === '') {
      if (!voidElements.has(element)) depth++;
      cost += Math.max(0, depth - usualDepth) + tag.length / 20;
      out.push(cleanTag(tag, name, removed));
    } else if (element !== '') {
      depth = Math.max(0, depth - 1);
      out.push(tag);
    } else if (!tag.startsWith('<!') && !tag.startsWith('<?')) out.push(tag);
  }
  if (at < text.length) out.push(text.slice(at));
  cost += textCost(text, at, text.length);
  const head = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style nonce="${nonce}">body>svg{max-width:100%;max-height:95vh}</style>`;
  return {
    markup: head + out.join(''),
    removed,
    cost: Math.round(cost),
  };
}

/** What a stretch of text costs. Latin letters cost little, and where others break into lines is found in quadratic time. */
function textCost(text: string, from: number, to: number): number {
  let others = 0;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) >= 0x300) others++;
  return (to - from) / 1000 + others / 20 + (others / 500) ** 2;
}

/** The offset after the next occurrence of a text at or after `from`; that of the end if there is none. */
function endOf(text: string, wanted: string, from: number): number {
  const at = text.indexOf(wanted, from);
  return at < 0 ? text.length : at + wanted.length;
}

/** The end of an element that contains only text: after its end tag, or that of the text. */
function elementEnd(text: string, from: number, name: string): number {
  const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  close.lastIndex = from;
  const at = close.exec(text)?.index;
  return at === undefined ? text.length : endOf(text, '>', at);
}

/** The end of a tag, comment or declaration. One that is never closed ends with the text, as in browsers. */
function pieceEnd(text: string, start: number): number {
  if (text.startsWith('<!--', start)) return endOf(text, '-->', start + 4);
  if (!/^<[/!?a-z]/i.test(text.slice(start, start + 2))) return start + 1;
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === '>') return at + 1;
    if (character !== '"' && character !== "'") continue;
    at = endOf(text, character, at + 1) - 1;
  }
  return text.length;
}

/** The attributes of a tag, as the parser of browsers finds them (HTML Standard §13.2.5.32 to 13.2.5.39), in linear time. */
function* attributesOf(
  tag: string,
  from: number,
): Generator<{ source: string; name: string; value: string }> {
  const end = tag.endsWith('>') ? tag.length - 1 : tag.length;
  const skip = (at: number, characters: RegExp) => {
    while (at < end && characters.test(tag[at]!)) at++;
    return at;
  };
  for (let at = from; ; ) {
    const start = skip(at, /[\s"'/=]/);
    if (start >= end) return;
    const nameEnd = skip(start, /[^\s"'>/=]/);
    const name = tag.slice(start, nameEnd);
    const equals = skip(nameEnd, /\s/);
    // A character that no name contains, such as a second `>`.
    if (nameEnd === start) at = start + 1;
    else if (tag[equals] !== '=' || equals >= end) {
      yield { source: name, name, value: '' };
      at = equals;
    } else {
      const valueStart = skip(equals + 1, /\s/);
      const quote = tag[valueStart];
      const isQuoted = quote === '"' || quote === "'";
      const close = isQuoted ? tag.indexOf(quote, valueStart + 1) : -1;
      const valueEnd = isQuoted ? (close < 0 ? end : close + 1) : skip(valueStart, /[^\s"'>]/);
      const value = tag.slice(valueStart, valueEnd);
      yield { source: tag.slice(start, valueEnd), name, value };
      at = valueEnd;
    }
  }
}

function cleanTag(tag: string, name: string, removed: Removed): string {
  const attributes: string[] = [];
  for (const { source, name: rawName, value } of attributesOf(tag, name.length + 1)) {
    const attributeName = rawName.toLowerCase();
    const bare = value.replace(/^["']|["']$/g, '');
    if (attributeName.startsWith('on')) removed.scripts = true;
    else if (urlAttributes.has(attributeName)) {
      // A fragment, or data in the URL itself.
      if (/^\s*(?:#|data:image\/(?:png|jpeg|gif|webp|avif)[;,])/i.test(bare)) attributes.push(source);
      else if (!['a', 'form', 'button', 'input', 'area'].includes(name.toLowerCase()))
        removed.external = true;
    } else if (attributeName === 'style') attributes.push(`style=${withoutUrls(value)}`);
    else if (!['autofocus', 'nonce', 'srcdoc', 'target'].includes(attributeName)) attributes.push(source);
  }
  return `<${[name, ...attributes].join(' ')}${tag.endsWith('/>') ? ' /' : ''}>`;
}

/** What CSS loads: what follows up to `close` is removed with it, or all of the rest. */
const loading = /@import|@font-face\s*\{|(?:url|image-set|src)\(/gi;
const kept = /["']?(?:data:image|#)/iy;

/** CSS without imports, fonts and URLs. */
function withoutUrls(css: string): string {
  const out: string[] = [];
  let from = 0;
  loading.lastIndex = 0;
  for (let found = loading.exec(css); found; found = loading.exec(css)) {
    const [start] = found;
    const isUrl = start.endsWith('(');
    const inside = isUrl ? afterSpace(css, loading.lastIndex) : 0;
    kept.lastIndex = inside;
    if (isUrl && kept.test(css)) {
      loading.lastIndex = inside;
      continue;
    }
    out.push(css.slice(from, found.index), isUrl ? 'none' : '');
    from = endOf(css, isUrl ? ')' : start.endsWith('{') ? '}' : ';', loading.lastIndex);
    loading.lastIndex = from;
  }
  return out.join('') + css.slice(from);
}

function afterSpace(css: string, at: number): number {
  while (/\s/.test(css[at] ?? '')) at++;
  return at;
}
