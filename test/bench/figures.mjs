/**
 * @typedef {object} Figure One thing that a row measures, over all rounds.
 * @property {string} name
 * @property {string} unit
 * @property {Summary} wirebin
 * @property {Summary | null} bare Null for what only Wirebin does.
 * @property {number | null} ratio Wirebin's median divided by that of bare node:http; for times, their minima.
 *
 * @typedef {{ rounds: number[], min: number, max: number, median: number }} Summary
 */

/** The figures of times: other load only adds to them, so that the minima are compared. */
const times = ['µs', 'ms', 's'];

/** A figure from the rounds of both servers. @returns {Figure} */
export function figure(name, unit, { wirebin, bare = null }) {
  const one = { name, unit, wirebin: summaryOf(wirebin), bare: bare && summaryOf(bare) };
  const by = times.includes(unit) ? 'min' : 'median';
  return { ...one, ratio: one.bare ? one.wirebin[by] / one.bare[by] : null };
}

/** The result of a row: its figures, and the line that is printed when it is done. */
export function resultOf(figures) {
  return { values: figures, line: figures.map(wordsOf).join(' · ') };
}

/** The lines of a table with the figures of all rows; `name` is that of the server which is measured. */
export function tableOf(results, name) {
  const heads = ['row', 'figure', `${name} min`, 'median', 'bare min', 'median', 'ratio'];
  const lines = results.flatMap(({ id, values }) =>
    values.map(({ name, unit, wirebin, bare, ratio }, index) => [
      index === 0 ? id : '',
      `${name}, ${unit}`,
      numberOf(wirebin.min),
      numberOf(wirebin.median),
      bare ? numberOf(bare.min) : '',
      bare ? numberOf(bare.median) : '',
      ratio === null ? '' : ratio.toFixed(2),
    ]),
  );
  const widths = heads.map((_, column) => Math.max(...[heads, ...lines].map((line) => line[column].length)));
  return [heads, ...lines].map((line) =>
    line
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd(),
  );
}

function wordsOf({ name, unit, wirebin, bare, ratio }) {
  const beside = bare ? ` (bare ${numberOf(bare.median)}, ratio ${ratio.toFixed(2)})` : '';
  return `${name} ${numberOf(wirebin.median)} ${unit}${beside}`;
}

/** Three digits that mean something; no fraction from a hundred on. */
export function numberOf(value) {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 ? 1 : 2);
}

function summaryOf(rounds) {
  const sorted = rounds.toSorted((a, b) => a - b);
  return {
    rounds,
    min: sorted[0],
    max: sorted.at(-1),
    median: (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2,
  };
}
