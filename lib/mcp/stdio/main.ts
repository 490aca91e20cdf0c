import { version } from '../../../package.json';
import { serveMcpOnStdio } from './serve-stdio.ts';

/** `npm run mcp`: the tools of the server at WIREBIN_URL on standard input and output, with the key WIREBIN_KEY. */
async function main(): Promise<void> {
  const { WIREBIN_URL, WIREBIN_KEY } = process.env;
  const url = WIREBIN_URL?.trim() || 'http://localhost:3000';
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new Error('WIREBIN_URL must be an http or https URL, such as http://localhost:3000.');
  await serveMcpOnStdio({ url, key: WIREBIN_KEY?.trim() || undefined, version, send: fetch });
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
