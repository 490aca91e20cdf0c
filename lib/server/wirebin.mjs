#!/usr/bin/env node
// The command `wirebin`. Alone, with options, or as `wirebin serve` it starts the server, and `wirebin mcp` serves assistants on standard input and
// output. All other words are commands of dist/wirebin.mjs.

const words = process.argv.slice(2);
const [word] = words;
const isAboutAll = ['-h', '--help', '-V', '--version'].includes(word);

if (word === undefined || word === 'serve' || (word.startsWith('-') && !isAboutAll)) {
  const { serve } = await import('./serve.mjs');
  await serve(word === 'serve' ? words.slice(1) : words);
} else if (word === 'mcp') await import('../../dist/mcp.mjs');
else await import('../../dist/wirebin.mjs');
