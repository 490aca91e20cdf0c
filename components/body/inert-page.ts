/** What was removed: scripts, or resources from other servers. */
type Removed = { scripts: boolean; external: boolean };

/** An HTML page prepared for a sandboxed frame. */
export type InertPage = {
  /** For the `srcdoc` of a sandboxed frame. */
  readonly markup: string;
  /** What was removed from the page. */
  readonly removed: Removed;
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
const attribute = /([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;

/**
 * Removes from a page what the frame would block with an error in the console: scripts, frames, links and external resources.
 * This is not a security boundary and may be simple: the sandbox with its opaque origin and the policy in the frame are.
 * `nonce` allows the styles of the page, since the frame inherits the policy of the page around it.
 *
 * It works on text, because parsing a document would apply the policy already.
 */
export function inertPage(text: string, nonce: string): InertPage {
  const out: string[] = [];
  const removed = { scripts: false, external: false };
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    if (start < 0) break;
    out.push(text.slice(at, start));
    const end = pieceEnd(text, start);
    const tag = text.slice(start, end);
    const [, slash, name = ''] = /^<(\/?)([a-z][^\s/>]*)/i.exec(tag) ?? [];
    const element = name.toLowerCase();
    at = end;
    if (slash === '' && removedElements.has(element)) {
      removed.scripts ||= element === 'script';
      at = elementEnd(text, end, element);
    } else if (slash === '' && element === 'style') {
      at = elementEnd(text, end, element);
      out.push(`<style nonce="${nonce}">${withoutUrls(text.slice(end, at))}`);
    } else if (removedTags.has(element)) removed.external ||= /\s(?:src|href|data)\s*=/i.test(tag);
    else if (element !== '' && slash === '') out.push(cleanTag(tag, name, removed));
    else if (!tag.startsWith('<!') && !tag.startsWith('<?')) out.push(tag);
  }
  if (at < text.length) out.push(text.slice(at));
  const head = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style nonce="${nonce}">body>svg{max-width:100%;max-height:95vh}</style>`;
  return {
    markup: head + out.join(''),
    removed,
  };
}

/** The end of a tag, comment or declaration. One that is never closed ends with the text, as in browsers. */
function pieceEnd(text: string, start: number): number {
  if (text.startsWith('<!--', start)) {
    const end = text.indexOf('-->', start + 4);
    return end < 0 ? text.length : end + 3;
  }
  if (!/^<[/!?a-z]/i.test(text.slice(start, start + 2))) return start + 1;
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '>') return at + 1;
    if (character !== '"' && character !== "'") continue;
    at = text.indexOf(character, at + 1);
    if (at < 0) break;
  }
  return text.length;
}

/** The end of an element that contains only text. */
function elementEnd(text: string, from: number, name: string): number {
  const close = new RegExp(`</${name}[^>]*>`, 'gi');
  close.lastIndex = from;
  return close.test(text) ? close.lastIndex : text.length;
}

function cleanTag(tag: string, name: string, removed: Removed): string {
  const attributes: string[] = [];
  for (const [source, rawName = '', value = ''] of tag.slice(name.length + 1).matchAll(attribute)) {
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

function withoutUrls(css: string): string {
  return css
    .replace(/@import[^;]*(?:;|$)/gi, '')
    .replace(/@font-face\s*\{[^}]*\}/gi, '')
    .replace(/(?:url|image-set|src)\(\s*(?!["']?(?:data:image|#))[^)]*\)/gi, 'none');
}
