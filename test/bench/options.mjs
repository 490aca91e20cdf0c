import { parseArgs } from 'node:util';
import { rows } from './rows/index.mjs';

const number = (name, fallback) => Number(process.env[name] ?? fallback);

const known = {
  rows: { type: 'string' },
  rounds: { type: 'string', default: `${number('BENCH_ROUNDS', 3)}` },
  seconds: { type: 'string', default: `${number('BENCH_SECONDS', 5)}` },
  captures: { type: 'string', default: `${number('BENCH_CAPTURES', 200_000)}` },
  large: { type: 'string', default: `${number('BENCH_LARGE', 1_000_000)}` },
  bins: { type: 'string', default: `${number('BENCH_BINS', 1000)}` },
  json: { type: 'string' },
  url: { type: 'string' },
  method: { type: 'string', default: 'POST' },
  pid: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
};

/** Reads the command line. Fails with a sentence about what is wrong. */
export function readOptions(args) {
  const { values, positionals } = parseArgs({ args, options: known, allowPositionals: true });
  const [command, ...more] = positionals;
  if (more.length > 0 || (command !== undefined && command !== 'capture'))
    throw new Error(`The command ${positionals.join(' ')} does not exist. The only one is: capture`);
  if (command === 'capture' && values.url === undefined) throw new Error('capture needs --url URL.');
  if (values.url !== undefined && !/^http:\/\/[^/]/.test(values.url))
    throw new Error('--url must begin with http://');
  return {
    ...values,
    command,
    rows: rowsNamed(values.rows),
    rounds: positive('rounds', values.rounds, true),
    seconds: positive('seconds', values.seconds),
    captures: positive('captures', values.captures, true),
    large: positive('large', values.large, true),
    bins: positive('bins', values.bins, true),
    pid: values.pid === undefined ? undefined : positive('pid', values.pid, true),
  };
}

/** What --help prints. */
export const usage = [
  'npm run bench -- [options]                    measures Wirebin beside a bare node:http server',
  'npm run bench -- capture --url URL [options]  measures any other server beside it',
  '',
  '  --rows ID,ID      only these rows',
  '  --rounds N        rounds, in which the servers take turns (3)',
  '  --seconds N       how long each load lasts (5)',
  '  --captures N      captures that are searched, exported and deleted (200000)',
  '  --large N         captures of the timeline (1000000)',
  '  --bins N          bins of many-bins (1000)',
  '  --json FILE       also writes all figures to this file',
  '',
  '  capture: --method POST, --pid PID (of the server, for its processor time), --rounds, --seconds, --json',
  '',
  '  BENCH_ROUNDS, BENCH_SECONDS, BENCH_CAPTURES, BENCH_LARGE and BENCH_BINS set other defaults.',
  '',
  'Rows:',
  ...rows.map(({ id, what }) => `  ${id.padEnd(17)} ${what}`),
].join('\n');

function rowsNamed(text) {
  if (text === undefined) return rows;
  return text.split(',').map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw new Error(`The row ${id} does not exist. Rows: ${rows.map((one) => one.id).join(', ')}`);
    return row;
  });
}

function positive(name, text, isWhole = false) {
  const value = Number(text);
  if (value > 0 && (!isWhole || Number.isInteger(value))) return value;
  throw new Error(`--${name} must be a ${isWhole ? 'whole ' : ''}number above 0.`);
}
