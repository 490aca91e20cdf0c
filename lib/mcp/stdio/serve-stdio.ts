import { forwardToServer, type Upstream } from './forward-to-server.ts';

/**
 * Serves MCP on standard input and output with the tools of a Wirebin server, for clients of 2025 and of the specification of 2026-07-28.
 * Resolves once it listens; it ends when standard input does.
 */
export async function serveMcpOnStdio(upstream: Upstream): Promise<void> {
  const { serveStdio } = await import('@modelcontextprotocol/server/stdio');
  serveStdio(() => forwardToServer(upstream), {
    onerror: (error) => void process.stderr.write(`${error.message}\n`),
  });
}
