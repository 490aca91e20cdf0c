import { Marked, type Tokens } from 'marked';
import { linkTarget } from './documents.ts';

/**
 * A document of ours as HTML. Headings get the IDs that GitHub gives them, links to other documents lead to their pages, and links to files
 * that are no pages become text. `file` is that of the document.
 */
export function htmlOf(markdown: string, file: string): string {
  const ids = new Map<string, number>();
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        return `<h${depth} id="${headingId(text, ids)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const inner = this.parser.parseInline(tokens);
        const target = linkTarget(href, file);
        if (target === null) return inner;
        const rel = /^https?:/i.test(target) ? ' rel="noreferrer"' : '';
        return `<a href="${escaped(target)}"${rel}>${inner}</a>`;
      },
      code({ text }: Tokens.Code) {
        return `<pre tabindex="0" role="region" aria-label="Code"><code>${escaped(text)}</code></pre>\n`;
      },
      table(token: Tokens.Table) {
        const cells = (row: Tokens.TableCell[], tag: 'th' | 'td') =>
          row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('');
        const rows = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
        const head = `<thead><tr>${cells(token.header, 'th')}</tr></thead>`;
        // A wide table scrolls by itself, also by keyboard.
        return `<div class="scrolls" tabindex="0" role="region" aria-label="Table"><table>${head}<tbody>${rows}</tbody></table></div>`;
      },
    },
  });
  return marked.parse(markdown, { async: false });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** `What a capture keeps` is `what-a-capture-keeps`; the second of the same name ends in `-1`. */
function headingId(text: string, ids: Map<string, number>): string {
  const id = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
  const times = ids.get(id) ?? 0;
  ids.set(id, times + 1);
  return times === 0 ? id : `${id}-${times}`;
}
