import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { apiReference } from '#lib/openapi/reference.ts';

/**
 * A file of the repository that is shown as a page, or the part of it between two headings. The text of some is made from the code: then
 * there is no such file.
 */
type Document = {
  readonly file: string;
  readonly from?: string;
  readonly until?: string;
  readonly made?: () => string;
};

/** The documents, in the order of the overview. */
export const documents = {
  guide: { file: 'README.md', from: '## Features', until: '## Performance' },
  api: { file: 'docs/api.md', made: apiReference },
  fidelity: { file: 'docs/fidelity.md' },
  providers: { file: 'docs/providers.md' },
  security: { file: 'SECURITY.md' },
} as const satisfies Record<string, Document>;

export type DocumentId = keyof typeof documents;

export function isDocument(page: string): page is DocumentId {
  return Object.hasOwn(documents, page);
}

/** The Markdown of a document, without its title. */
export async function textOf(id: DocumentId): Promise<string> {
  const { file, from, until, made }: Document = documents[id];
  if (made) return made();
  const text = await readFile(path.join(process.cwd(), file), 'utf8');
  const begin = from === undefined ? 0 : text.indexOf(`\n${from}\n`) + 1;
  const end = until === undefined ? text.length : text.indexOf(`\n${until}\n`, begin);
  return text.slice(begin, end).replace(/^# .*\n/, '');
}

/**
 * The page that a link of a document leads to, or a heading of the page itself; null for a file that is no page. `file` is that of the
 * document, which links are relative to.
 */
export function linkTarget(href: string, file: string): string | null {
  if (/^[a-z][a-z+.-]*:/i.test(href)) return /^(?:https?|mailto):/i.test(href) ? href : null;
  if (href.startsWith('#') || href.startsWith('/docs/')) return href;
  const [to = '', fragment] = href.split('#');
  const named = path.posix.join(path.posix.dirname(file), to);
  const found = Object.entries(documents).find(([, document]) => document.file === named);
  return found ? `/docs/${found[0]}${fragment === undefined ? '' : `#${fragment}`}` : null;
}
