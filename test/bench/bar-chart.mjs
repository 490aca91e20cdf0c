/**
 * @typedef {object} Bar
 * @property {string} label
 * @property {number} value
 * @property {string} words What stands beside the bar.
 * @property {boolean} isBare Whether it is what the others are compared with.
 *
 * @typedef {object} Chart
 * @property {string} title One sentence: what the bars show, and the unit.
 * @property {Bar[]} bars
 */

const width = 720;
const left = 230;
const right = 90;
const barHeight = 16;
const rowHeight = 26;
const top = 42;

/** A chart of horizontal bars as an SVG, in the colours of the product, light and dark. @param {Chart} chart */
export function barChart({ title, bars }) {
  const height = top + bars.length * rowHeight + 14;
  const most = Math.max(...bars.map(({ value }) => value));
  const lengthOf = (value) => ((width - left - right) * value) / most;
  const rows = bars.flatMap(({ label, value, words, isBare }, index) => {
    const y = top + index * rowHeight;
    const middle = y + barHeight / 2 + 4;
    return [
      `<text x="${left - 10}" y="${middle}" text-anchor="end">${escaped(label)}</text>`,
      `<rect class="${isBare ? 'bare' : 'bar'}" x="${left}" y="${y}" width="${lengthOf(value).toFixed(1)}" height="${barHeight}" rx="2"/>`,
      `<text class="number" x="${(left + lengthOf(value) + 8).toFixed(1)}" y="${middle}">${escaped(words)}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}" rx="6"/>`,
    `<text class="title" x="16" y="24">${escaped(title)}</text>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

const style = `
text { font: 12px system-ui, sans-serif; fill: #55524e; }
.ground { fill: #fdfdfc; }
.title { font-size: 13px; font-weight: 600; fill: #1c1b1a; }
.number { font-variant-numeric: tabular-nums; fill: #1c1b1a; }
.bar { fill: #ae4f0d; }
.bare { fill: #a8a5a0; }
@media (prefers-color-scheme: dark) {
  text { fill: #a8a5a0; }
  .ground { fill: #131211; }
  .title, .number { fill: #ecebe8; }
  .bar { fill: #f0954a; }
  .bare { fill: #6b6864; }
}
`;

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
