import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { onTestFinished } from 'vitest';

/** The revisions of the protocol that are tried: of 2026, without a handshake, and of 2025, which begins with `initialize`. */
export const eras = ['2026-07-28', '2025'] as const;
export type Era = (typeof eras)[number];

/** How the official client negotiates an era. */
export const negotiationOf = (era: Era) =>
  era === '2025' ? ({ mode: 'legacy' } as const) : ({ mode: { pin: era } } as const);

type Result = { content: { type: string; text?: string }[]; isError?: boolean };

/** The official client, connected to the MCP endpoint of a server. It is closed after the test. */
export async function mcpClient(
  origin: string,
  { key, era = '2026-07-28' }: { key?: string; era?: Era } = {},
) {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: negotiationOf(era) });
  const headers: Record<string, string> = key === undefined ? {} : { Authorization: `Bearer ${key}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', origin), { requestInit: { headers } }),
  );
  onTestFinished(() => client.close());
  return connectedTo(client);
}

/** Calls tools with a client. */
export function connectedTo(client: Client) {
  async function call(name: string, args: Record<string, unknown> = {}) {
    const result = (await client.callTool({ name, arguments: args })) as Result;
    const text = result.content.map((part) => part.text ?? '').join('\n');
    return { text, isError: result.isError ?? false };
  }
  return {
    client,
    call,
    /** The text of a tool that succeeds. */
    async ask(name: string, args: Record<string, unknown> = {}): Promise<string> {
      const { text, isError } = await call(name, args);
      if (isError) throw new Error(text);
      return text;
    },
    names: async () => (await client.listTools()).tools.map(({ name }) => name),
  };
}

/** The values in the one block of untrusted data of a text, and what is around it. */
export function blockIn(text: string): { lines: unknown[]; around: string } {
  const found = [
    ...text.matchAll(/^<untrusted-data id="([\w-]+)">\n([\s\S]*?)\n<\/untrusted-data id="\1">$/gm),
  ];
  if (found.length !== 1) throw new Error(`There are ${found.length} blocks in:\n${text}`);
  const [whole, , inside] = found[0]!;
  return {
    lines: inside!.split('\n').map((line) => JSON.parse(line) as unknown),
    around: text.replace(whole, ''),
  };
}
