import { requestBodySchema, requestParameters, whoMayCall } from './document.ts';
import { liveReference } from './live-events.ts';
import { mcpReference } from './mcp-endpoint.ts';
import type { Operation, SuccessResponse } from './operation.ts';
import { operationGroups } from './operations/index.ts';

/** The API for people, as Markdown: the same operations as in the OpenAPI document. */
export function apiReference(): string {
  return [
    intro,
    ...operationGroups.map(({ tag, about, operations }) =>
      [`## ${tag}`, about, ...operations.map(operationText)].join('\n\n'),
    ),
    liveReference(),
    mcpReference(),
    '',
  ].join('\n\n');
}

const intro = [
  'Send the key of a link as `Authorization: Bearer {key}`. The key is the part after `/i/` in the URL of the inspector. Requests and responses are JSON; errors are problem details (RFC 9457) with a stable `code`.',
  'Under each operation are the problems that are particular to it. All may also fail because of the key, the input, a limit or the state of the server: see the [error reference](/docs/errors).',
  'Reads of a bin, its requests and its reply settings have an `ETag`: send it as `If-None-Match` to get 304 as long as nothing has changed, or as `If-Match` with a change that must not overwrite another. `fields=seq,method` limits lists and requests to these properties. Lists that can grow take `limit` and `after` or `before`; `next` is the cursor of the next page, null at the end. Send an `Idempotency-Key` to repeat what creates something without doing it twice.',
  'Send `Wirebin-Mask: secrets` with a read to get what a link that masks secrets shows, for example before you pass a request on to a program that must not see them.',
  'Where a rate limit applies, responses have `RateLimit-Policy` and `RateLimit`, and those with status 429 `Retry-After`.',
  'Programs read the same description at `/api/v1/openapi.json` (OpenAPI 3.1).',
].join('\n\n');

/** Parameters that mean the same for nearly all operations: the text of the page or its address explains them. */
const explainedOnce = ['slug', 'Wirebin-Mask'];

function operationText(operation: Operation): string {
  const { method, path, summary, about, access, body, responses } = operation;
  const parameters = requestParameters(operation).filter(({ name }) => !explainedOnce.includes(name));
  return [
    `### ${summary}`,
    `\`\`\`\n${method.toUpperCase()} /api/v1${path}\n\`\`\``,
    about,
    whoMayCall(access),
    parameters.length > 0 &&
      table(parameters.map(({ name, about, values }) => [`\`${name}\``, about, values])),
    body && 'shape' in body && bodyText(body),
    `Responds with ${[...new Set(responses.map(responseText))].join(' or ')}.${problemText(operation)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The problems of this operation in particular. */
function problemText({ problems = [] }: Operation): string {
  if (problems.length === 0) return '';
  return ` Problems: ${problems.map((code) => `[${code}](/docs/errors#${code})`).join(', ')}.`;
}

function table(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
  return ['| Parameter | Meaning | Values |', '| --- | --- | --- |', ...lines].join('\n');
}

function bodyText(body: Extract<NonNullable<Operation['body']>, { example: unknown }>): string {
  const { properties = {} } = requestBodySchema(body.shape);
  const names = Object.keys(properties).map((name) => `\`${name}\``);
  const fields =
    names.length > 0
      ? `The body is JSON with ${listed(names)}. For example:`
      : 'The body is JSON. For example:';
  return `${fields}\n\n\`\`\`json\n${JSON.stringify(body.example, null, 2)}\n\`\`\``;
}

const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

function responseText(response: SuccessResponse): string {
  if ('json' in response) return `${response.status} and JSON`;
  if ('mediaType' in response) return `${response.status} and \`${response.mediaType}\``;
  return `${response.status}`;
}
