// wirebin serve: runs the built server of the package in this very process, so that signals reach it.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

const help = `Usage: wirebin serve [options]

Starts a Wirebin server. It keeps its data in the folder .wirebin of the current folder.

Options:
  -p, --port <port>      the port to listen on (default: PORT, else 3000; 0 for any free one)
      --host <address>   the address to listen on (default: HOST, else all)
      --folder <folder>  the folder of the data (default: .wirebin)
      --settings         print all settings, which are environment variables
      --version          print the version
  -h, --help             print this help

Examples:
  wirebin
  wirebin serve --port 4000 --host 127.0.0.1
`;

const options = {
  port: { type: 'string', short: 'p' },
  host: { type: 'string' },
  folder: { type: 'string' },
  settings: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

export async function serve(words) {
  const { port, host, folder = '.wirebin', settings, version, help: isHelp } = optionsIn(words);
  if (isHelp) return void process.stdout.write(help);
  if (version) {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    return void process.stdout.write(`${version}\n`);
  }
  const { env } = process;
  env.NODE_ENV = 'production';
  env.NEXT_TELEMETRY_DISABLED = '1';
  if (!settings) env.__NEXT_PRIVATE_STANDALONE_CONFIG = builtConfig();
  if (port !== undefined) env.PORT = port;
  if (host !== undefined) env.HOST = host;
  if (!env.DATABASE_URL?.trim()) {
    const data = path.resolve(folder);
    if (!settings) mkdirSync(data, { recursive: true, mode: 0o700 });
    env.DATABASE_URL = `file:${path.join(data, 'wirebin.db')}`;
  }
  resolveFiles(env);
  process.argv = [process.argv[0], process.argv[1], ...(settings ? ['--help'] : [])];
  // The server finds its pages and migrations in the folder it runs in.
  process.chdir(root);
  await import('../../dist/server.mjs');
}

/** Makes the paths of files in settings absolute: they are relative to the folder that the command was run in. */
function resolveFiles(env) {
  for (const name of ['BINS_FILE', 'TLS_CERT', 'TLS_KEY', 'EGRESS_CA_FILE']) {
    const file = env[name]?.trim();
    if (file) env[name] = path.resolve(file);
  }
  const [, file] = /^\s*file:(.*\S)\s*$/s.exec(env.DATABASE_URL) ?? [];
  if (file !== undefined) env.DATABASE_URL = `file:${path.resolve(file)}`;
}

/** The configuration of the pages as it was when they were built. Next would load its compiler to read it again, which the package does not have. */
function builtConfig() {
  const file = path.join(root, '.next/required-server-files.json');
  return JSON.stringify(JSON.parse(readFileSync(file, 'utf8')).config);
}

function optionsIn(words) {
  try {
    return parseArgs({ args: words, options }).values;
  } catch (error) {
    process.stderr.write(`wirebin: ${error.message}\nTry wirebin serve --help.\n`);
    process.exit(2);
  }
}
