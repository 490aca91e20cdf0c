// npm run mcp: compiles the server if there is none, then serves MCP on standard input and output.
import { buildServerIfMissing, root } from './build.mjs';

process.chdir(root);
await buildServerIfMissing('mcp');
await import('../../dist/mcp.mjs');
