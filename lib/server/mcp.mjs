// npm run mcp: compiles the server if there is none, then serves MCP on standard input and output.
import { buildServerIfMissing } from './build.mjs';

await buildServerIfMissing('mcp');
await import('../../dist/mcp.mjs');
