// node test/bench/write-results.mjs figures.json: writes the results of `npm run bench -- --json figures.json` into
// docs/performance.md, and draws its charts.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../lib/server/build.mjs';
import { barChart } from './bar-chart.mjs';
import { numberOf } from './figures.mjs';

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Name the file with the figures: node test/bench/write-results.mjs figures.json\n');
  process.exit(1);
}
const { machine, settings, rows, date } = JSON.parse(await readFile(file, 'utf8'));
const page = path.join(root, 'docs/performance.md');

/** A figure of a row; null when it was not measured. */
const figureOf = (id, name) =>
  rows.find((row) => row.id === id)?.values.find((one) => one.name === name) ?? null;

/** The names of the figures of a row that begin with a word. */
const figuresOf = (id, word) =>
  (rows.find((row) => row.id === id)?.values ?? [])
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${word} `));

/** The charts: their files, titles, and the figures they show. */
const charts = [
  {
    name: 'capture-cost',
    title: 'Processor time for each request, in microseconds',
    bars: [
      ['bare node:http, keep-alive', 'keep-alive', 'CPU per request', 'bare'],
      ['Wirebin, keep-alive', 'keep-alive', 'CPU per request'],
      ['bare, a new connection each', 'new-connections', 'CPU per request', 'bare'],
      ['Wirebin, a new connection each', 'new-connections', 'CPU per request'],
      ['Wirebin, 1,000 bins in turn', 'many-bins', 'CPU per request'],
    ],
    unit: 'µs',
  },
  {
    name: 'beside-other-work',
    title: 'How long captures wait beside other work: 99 of 100 are quicker than this many milliseconds',
    bars: [
      ['nothing else (100/s)', 'paced', 'p99 at 100/s'],
      ['a filter', 'beside-filter', 'p99'],
      ['an export', 'beside-export', 'p99'],
      ['a timeline', 'beside-timeline', 'p99'],
      ['a deletion', 'beside-delete', 'p99'],
      ['an import', 'beside-import', 'p99'],
      ['another bin at full rate', 'beside-other-bin', 'p99'],
    ],
    unit: 'ms',
  },
  {
    name: 'growth',
    title: 'How captures and lists grow: median milliseconds',
    bars: [
      ['a capture', 'p50'],
      ['newest 50', 'page'],
    ].flatMap(([label, kind]) =>
      figuresOf('growth-captures', kind).map((name) => [name.replace(kind, label), 'growth-captures', name]),
    ),
    unit: 'ms',
  },
];

for (const { name, title, bars, unit } of charts) {
  const shown = bars.flatMap(([label, id, figure, server = 'wirebin']) => {
    const value = figureOf(id, figure)?.[server]?.median;
    return value === undefined
      ? []
      : [{ label, value, words: `${numberOf(value)} ${unit}`, isBare: server === 'bare' }];
  });
  if (shown.length > 0)
    await writeFile(path.join(root, `docs/pictures/${name}.svg`), barChart({ title, bars: shown }));
}

const heads = ['Row', 'Figure', 'Wirebin', 'bare `node:http`', 'Ratio'];
const cells = rows.flatMap(({ id, values }) =>
  values.map(({ name, unit, wirebin, bare, ratio }, index) => [
    index === 0 ? `\`${id}\`` : '',
    name,
    `${numberOf(wirebin.median)} ${unit}`,
    bare ? `${numberOf(bare.median)} ${unit}` : '',
    ratio === null ? '' : ratio.toFixed(2),
  ]),
);
const table = [
  `Measured on ${date}: ${machine.cores} cores (${machine.model}), Node ${machine.node}, ${settings.rounds} rounds of ${settings.seconds} s. Medians; the ratio is described above.`,
  '',
  `| ${heads.join(' | ')} |`,
  `|${'---|'.repeat(heads.length)}`,
  ...cells.map((line) => `| ${line.join(' | ')} |`),
].join('\n');
const [begin, end] = ['<!-- results -->', '<!-- end of results -->'];
const text = await readFile(page, 'utf8');
const [from, to] = [text.indexOf(begin), text.indexOf(end)];
if (from < 0 || to < from) throw new Error(`docs/performance.md has no ${begin} … ${end}`);
await writeFile(page, `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`);
