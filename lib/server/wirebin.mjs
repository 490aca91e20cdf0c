#!/usr/bin/env node
// The command `wirebin`. Alone, with options, or as `wirebin serve` it starts the server, and `wirebin mcp` serves assistants on standard input and
// output. All other words are commands of dist/wirebin.mjs.
import { fileURLToPath } from 'node:url';

const words = process.argv.slice(2);
const [word] = words;
const isAboutAll = ['-h', '--help', '-V', '--version'].includes(word);

if (word === undefined || word === 'serve' || (word.startsWith('-') && !isAboutAll)) {
  const { serve } = await import('./serve.mjs');
  await serve(word === 'serve' ? words.slice(1) : words);
} else if (word === 'mcp') {
  process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
  await import('../../dist/mcp.mjs');
} else await import('../../dist/wirebin.mjs');
