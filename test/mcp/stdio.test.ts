import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, onTestFinished, test } from 'vitest';
import { blockIn, connectedTo, type Era, eras, mcpClient, negotiationOf } from '../support/mcp.ts';
import { newBin, root, sharedServer, temporaryFolder } from '../support/server.ts';

const server = sharedServer();

type Command = { command: string; args: string[]; cwd?: string };

const direct: Command = { command: process.execPath, args: [`${root}/lib/server/mcp.mjs`] };

/** The official client, connected to the program. */
async function program(environment: Record<string, string>, era: Era = '2026-07-28', command = direct) {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: negotiationOf(era) });
  const env = { PATH: process.env.PATH!, HOME: process.env.HOME!, ...environment };
  const transport = new StdioClientTransport({ ...command, env, stderr: 'pipe' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return connectedTo(client);
}

test.each(eras)('the program has the tools of the server for a client of %s', async (era) => {
  const bin = await newBin(server().origin);
  await fetch(`${bin.captureUrl}/hook`, { method: 'POST', body: 'hello' });
  const { ask, names, call } = await program(
    { WIREBIN_URL: `${server().origin}/`, WIREBIN_KEY: bin.key },
    era,
  );
  expect(await names()).toContain('set_reply');
  expect(blockIn(await ask('list_requests')).lines).toMatchObject([{ seq: 1, path: '/hook' }]);
  expect(await call('read_request', { seq: 7 })).toMatchObject({
    isError: true,
    text: expect.stringContaining('(capture-not-found)'),
  });
});

test('the program runs in any folder, and says its version', async () => {
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string };
  for (const args of [direct.args, [`${root}/lib/server/wirebin.mjs`, 'mcp']]) {
    const elsewhere = { command: process.execPath, args, cwd: await temporaryFolder() };
    const { client, names } = await program({ WIREBIN_URL: server().origin }, '2026-07-28', elsewhere);
    expect(client.getServerVersion()).toMatchObject({ name: 'wirebin', version });
    expect(await names()).toContain('create_bin');
  }
});

test('the program says which server it could not reach, or why it was rejected, and never the key', async () => {
  const away = await program({ WIREBIN_URL: 'http://127.0.0.1:9', WIREBIN_KEY: 'secret-key' });
  await expect(away.names()).rejects.toThrow(/http:\/\/127\.0\.0\.1:9 could not be reached/);
  const rejected = await program({ WIREBIN_URL: server().origin, WIREBIN_KEY: 'secret-key' });
  const words = await rejected.names().then(String, (error: Error) => error.message);
  expect(words).toMatch(/This key is not valid\..*\(key-unknown\)/);
  expect(words).not.toContain('secret-key');
});

test('the configurations in README connect a client', async () => {
  const bin = await newBin(server().origin);
  const readme = readFileSync(`${root}/README.md`, 'utf8')
    .replaceAll('http://localhost:3000', server().origin)
    .replace('/path/to/wirebin', root)
    .replace(/"(Bearer )?KEY"/g, `"$1${bin.key}"`);
  const section = readme.slice(readme.indexOf('### Use with assistants'), readme.indexOf('## Settings'));
  const [http, stdio] = [...section.matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, json]) => Object.values(JSON.parse(json!) as object)[0].wirebin,
  ) as [
    { type: string; url: string; headers: { Authorization: string } },
    Command & { type: string; env: Record<string, string> },
  ];
  expect([http.type, stdio.type]).toEqual(['http', 'stdio']);
  expect(http.url).toBe(`${server().origin}/mcp`);
  const overHttp = await mcpClient(server().origin, {
    key: http.headers.Authorization.replace('Bearer ', ''),
  });
  const { command, args, env } = stdio;
  const overStdio = await program(env, '2026-07-28', { command, args });
  for (const { ask } of [overHttp, overStdio])
    expect(await ask('list_requests')).toMatch(`0 requests of 0 in bin ${bin.slug}`);
});
