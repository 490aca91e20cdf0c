#!/usr/bin/env node
// The command `wirebin`: alone or as `wirebin serve` it starts the server. Other words are commands of dist/wirebin.mjs.
const [word] = process.argv.slice(2);
const isServer =
  word === undefined || word === 'serve' || word.startsWith('--port') || word.startsWith('--folder');
const isHelp = word === '--help' || word === '-h' || word === '--version';
const commands = new URL('../../dist/wirebin.mjs', import.meta.url);
const { existsSync } = await import('node:fs');

if (isServer || !existsSync(commands)) {
  const { serve } = await import('./serve.mjs');
  if (isServer || isHelp) await serve(process.argv.slice(word === 'serve' ? 3 : 2));
  else {
    process.stderr.write(`wirebin: The command ${word} does not exist. Try wirebin --help.\n`);
    process.exitCode = 2;
  }
} else await import(commands.href);
