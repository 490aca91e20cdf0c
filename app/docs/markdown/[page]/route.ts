import { shortcutGroups } from '#components/inspector/commands/shortcuts.ts';
import { shortcutList, shortcutTitles } from '#components/inspector/commands/words.ts';
import { Failure, failureCodes, problemOf } from '#lib/model/errors.ts';
import { problemResponse } from '../../../api/handler.ts';
import { requestOrigin } from '../../../origin.ts';
import { docsPages } from '../../../words.ts';
import { documents, isDocument, linkTarget, textOf } from '../../documents.ts';

/** A page of the documentation as Markdown: `/docs/guide.md`, see `next.config.js`. */
export async function GET(_: Request, { params }: { params: Promise<{ page: string }> }): Promise<Response> {
  const { page } = await params;
  const origin = await requestOrigin();
  const text = isDocument(page)
    ? linked(await textOf(page), documents[page].file)
    : page === 'keys'
      ? keysText()
      : page === 'errors'
        ? errorsText(origin)
        : null;
  if (text === null)
    return problemResponse(problemOf(new Failure('not-found', `There is no page ${page}.`), origin));
  const { title, about } = docsPages[page as keyof typeof docsPages];
  return new Response(`# ${title}\n\n${about}\n\n${text.trim()}\n`, {
    headers: { 'Content-Type': 'text/markdown; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
}

/** Links to other pages lead to their Markdown. Those to files that are no pages become text. */
function linked(text: string, file: string): string {
  return text.replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, (_, words: string, href: string) => {
    const target = linkTarget(href, file);
    if (target === null) return words;
    return `[${words}](${target.replace(/^(\/docs\/[a-z]+)(?=#|$)/, '$1.md')})`;
  });
}

function keysText(): string {
  return shortcutGroups
    .map(([group, members]) => {
      const rows = members.map(
        ({ id, shown }) => `| ${shown.map((key) => `\`${key}\``).join(' ')} | ${shortcutTitles[id]} |`,
      );
      return [`## ${shortcutList.groups[group]}`, '', '| Keys | Action |', '| --- | --- |', ...rows].join(
        '\n',
      );
    })
    .join('\n\n');
}

function errorsText(origin: string): string {
  return failureCodes
    .map((code) => {
      const { status, title, hint } = problemOf(new Failure(code), origin);
      return `## ${code}\n\nStatus ${status}. ${title} ${hint}`;
    })
    .join('\n\n');
}
