import { docsOrder } from '../docs/docs-order.ts';
import { requestOrigin } from '../origin.ts';
import { docsPages, llmsText } from '../words.ts';

/** The documentation for language models (llmstxt.org): every page as Markdown. */
export async function GET(): Promise<Response> {
  const origin = await requestOrigin();
  const pages = docsOrder.map((page) => {
    const { title, about } = docsPages[page];
    return `- [${title}](${origin}/docs/${page}.md): ${about}`;
  });
  const lines = [
    '# Wirebin',
    '',
    `> ${llmsText.summary}`,
    '',
    llmsText.about,
    '',
    `## ${llmsText.pages}`,
    '',
    ...pages,
    '',
    `## ${llmsText.machines}`,
    '',
    `- [OpenAPI](${origin}/api/v1/openapi.json): ${llmsText.openApi}`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
}
