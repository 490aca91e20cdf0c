/** A page of a stranger made ready for a frame in which nothing runs. */
export type InertPage = {
  /** For `srcdoc` of a frame that is sandboxed. */
  readonly markup: string;
  /** What was left out, in words; empty when nothing was. */
  readonly leftOut: readonly string[];
};

/** Nothing is asked for, whatever is left in the page; the frame's sandbox runs nothing. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** Elements that run or fetch something, taken out with what is in them, or their tags alone. */
const whole = new Set(['script', 'noscript', 'template', 'title']);
const tagsOnly = new Set(
  'applet audio base embed frame frameset iframe link meta object portal source track video'.split(' '),
);
const addresses = new Set(
  'action background cite data formaction href longdesc manifest ping poster src srcset usemap xlink:href'.split(
    ' ',
  ),
);
const attribute = /([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;

/**
 * Takes out of a page what a frame would only refuse and complain of: scripts, frames, links, whatever is fetched from
 * elsewhere. It is no guard, so it may be simple: what guards is the sandbox with its opaque origin and the policy in the
 * frame. `nonce` lets the page's own styles apply, since such a frame inherits the policy of the page around it.
 *
 * Text to text: a parsed document would apply the policy, and complain, while it is made.
 */
export function inertPage(text: string, nonce: string): InertPage {
  const out: string[] = [];
  const left = { scripts: false, elsewhere: false };
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
    if (slash === '' && whole.has(element)) {
      left.scripts ||= element === 'script';
      at = elementEnd(text, end, element);
    } else if (slash === '' && element === 'style') {
      at = elementEnd(text, end, element);
      out.push(`<style nonce="${nonce}">${withoutAddresses(text.slice(end, at))}`);
    } else if (tagsOnly.has(element)) left.elsewhere ||= /\s(?:src|href|data)\s*=/i.test(tag);
    else if (element !== '' && slash === '') out.push(cleanTag(tag, name, left));
    else if (!tag.startsWith('<!') && !tag.startsWith('<?')) out.push(tag);
  }
  if (at < text.length) out.push(text.slice(at));
  const head = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style nonce="${nonce}">body>svg{max-width:100%;max-height:95vh}</style>`;
  return {
    markup: head + out.join(''),
    leftOut: [
      ...(left.scripts ? ['scripts'] : []),
      ...(left.elsewhere ? ['what would be fetched from elsewhere'] : []),
    ],
  };
}

/** After a tag, a comment or a declaration. What never ends is read to the end, as browsers do. */
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

/** After the closing tag of an element whose content is text alone. */
function elementEnd(text: string, from: number, name: string): number {
  const close = new RegExp(`</${name}[^>]*>`, 'gi');
  close.lastIndex = from;
  return close.test(text) ? close.lastIndex : text.length;
}

function cleanTag(tag: string, name: string, left: { scripts: boolean; elsewhere: boolean }): string {
  const kept: string[] = [];
  for (const [whole, sent = '', value = ''] of tag.slice(name.length + 1).matchAll(attribute)) {
    const called = sent.toLowerCase();
    const bare = value.replace(/^["']|["']$/g, '');
    if (called.startsWith('on')) left.scripts = true;
    else if (addresses.has(called)) {
      // Within the page, or in the address itself.
      if (/^\s*(?:#|data:image\/(?:png|jpeg|gif|webp|avif)[;,])/i.test(bare)) kept.push(whole);
      else if (!['a', 'form', 'button', 'input', 'area'].includes(name.toLowerCase())) left.elsewhere = true;
    } else if (called === 'style') kept.push(`style=${withoutAddresses(value)}`);
    else if (!['autofocus', 'nonce', 'srcdoc', 'target'].includes(called)) kept.push(whole);
  }
  return `<${[name, ...kept].join(' ')}${tag.endsWith('/>') ? ' /' : ''}>`;
}

function withoutAddresses(css: string): string {
  return css
    .replace(/@import[^;]*(?:;|$)/gi, '')
    .replace(/@font-face\s*\{[^}]*\}/gi, '')
    .replace(/(?:url|image-set|src)\(\s*(?!["']?(?:data:image|#))[^)]*\)/gi, 'none');
}
