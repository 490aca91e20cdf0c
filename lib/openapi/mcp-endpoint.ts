/** A sentence about the endpoint for assistants, which OpenAPI cannot describe: its messages are JSON-RPC. `origin` is that of the server. */
export function mcpSentence(origin: string): string {
  return `Assistants use this API through the tools of the MCP endpoint, ${origin}/mcp, which ${origin}/docs/guide#use-with-assistants-mcp describes.`;
}

/** The endpoint for assistants, as Markdown. */
export function mcpReference(): string {
  return [
    '## Assistants',
    '```\nPOST /mcp\n```',
    'Assistants use this API through tools, with the [Model Context Protocol](https://modelcontextprotocol.io) over streamable HTTP. The endpoint has no sessions, and takes the same keys. Each tool is a call of the API: the key decides what it may do, and limits and problems are the same.',
    'Messages may have up to 256 KiB. A message that is rejected as a whole gets problem details, for example [key-unknown](/docs/errors#key-unknown), [origin-not-allowed](/docs/errors#origin-not-allowed) or [input-too-large](/docs/errors#input-too-large). A tool that fails returns a tool error with the sentences and the code of the problem.',
    'The guide says [how to connect an assistant](/docs/guide#use-with-assistants-mcp).',
  ].join('\n\n');
}
