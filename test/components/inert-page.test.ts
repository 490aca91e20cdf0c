import { expect, test } from 'vitest';
import { inertPage } from '#components/body/inert-page.ts';
import { growthOf, growthWords, isLinear } from '../support/growth.ts';

/** The page without what is put before it. */
function inert(text: string) {
  const { markup, removed } = inertPage(text, 'n');
  return { markup: markup.replace(/^.*?max-height:95vh\}<\/style>/s, ''), removed };
}
const none = { scripts: false, external: false };

test.each([
  ['<p class=a>text <b>bold</b></p>', '<p class=a>text <b>bold</b></p>'],
  ['a < b <> c', 'a < b <> c'],
  ['<!-- <img src=x> --><p>a', '<p>a'],
  ['<p title="a > b">c', '<p title="a > b">c'],
  ["<p title='a\"b' class = x  id>c", "<p title='a\"b' class = x id>c"],
  ['<br/>', '<br />'],
  ['<img src="data:image/png;base64,AA==">', '<img src="data:image/png;base64,AA==">'],
  ['<a href="#top">up</a>', '<a href="#top">up</a>'],
  ['<a href="http://evil.example/">x</a>', '<a>x</a>'],
  ['<style>p{color:red}</style>x', '<style nonce="n">p{color:red}</style>x'],
  ['<style>p{background:url( "#a" )}</style>', '<style nonce="n">p{background:url( "#a" )}</style>'],
  [
    '<p style="background:url(data:image/png;base64,AA)">',
    '<p style="background:url(data:image/png;base64,AA)">',
  ],
])('%j is kept as %j', (text, kept) => {
  expect(inert(text)).toEqual({ markup: kept, removed: none });
});

test.each([
  ['<script>alert("</p>")</script >after', 'after', { scripts: true, external: false }],
  ['<SCRIPT src=x></Script><p>a', '<p>a', { scripts: true, external: false }],
  ['<script>never closed <p>a', '', { scripts: true, external: false }],
  ['<script></scripty></script>a', 'a', { scripts: true, external: false }],
  ['<p onclick="x()" ONLOAD=y>a', '<p>a', { scripts: true, external: false }],
  ['<img src=http://evil.example/i alt=a>', '<img alt=a>', { scripts: false, external: true }],
  ['<iframe src=//evil.example></iframe>b', 'b', { scripts: false, external: true }],
  ['<style>@import "a.css";p{color:red}</style>', '<style nonce="n">p{color:red}</style>', none],
  ['<style>@font-face {src:url(a)} p{}</style>', '<style nonce="n"> p{}</style>', none],
  [
    '<style>p{background:URL( //evil.example/i )}b{}</style>',
    '<style nonce="n">p{background:none}b{}</style>',
    none,
  ],
  ['<style>p{background:url(x', '<style nonce="n">p{background:none', none],
  ['<p style="background:url(//evil.example)">a', '<p style="background:none">a', none],
  ['<p nonce=a srcdoc=b autofocus>a', '<p>a', none],
])('of %j only %j is left', (text, left, removed) => {
  expect(inert(text)).toEqual({ markup: left, removed });
});

test('what takes a browser long to lay out costs much, whatever it is; a usual page costs little', () => {
  const cost = (text: string) => inertPage(text, '').cost;
  const usual = `<style>${'p{color:red}'.repeat(500)}</style>${'<p>Hello <b>you</b></p>'.repeat(2000)}`;
  expect(cost(usual)).toBeLessThan(20_000);
  expect(cost('<div>'.repeat(5000))).toBeGreaterThan(20_000);
  expect(cost('<br>'.repeat(5000))).toBeLessThan(20_000);
  expect(cost(`<p>${'\u0628'.repeat(200_000)}`)).toBeGreaterThan(20_000);
  expect(cost(`<style>${'p{}'.repeat(200_000)}`)).toBeGreaterThan(20_000);
  expect(cost(`<p ${'a '.repeat(300_000)}>`)).toBeGreaterThan(20_000);
});

test.each([
  '<',
  '<a ',
  '<a "',
  "<a '",
  '<!--',
  '<!',
  '</script',
  '<script>',
  '<script>a</script',
  '<style>',
  '<style>url(',
  '<style>@import ',
  '<style>@font-face{',
  '<style>image-set( ',
  '<style>url(data:image ',
  '<p style="url( ',
  '<p a=',
  '<p a = "',
  '<p =>',
  '<p    ',
  '<iframe src src ',
  '<div>',
  '</div>',
  '\u0628',
])('a page of %j is prepared in time that grows with it', (unit) => {
  const [, start = '', repeated = unit] = /^(<style>|<script>|<p style=")(.+)/s.exec(unit) ?? [];
  for (const [before, piece] of [
    ['', unit],
    [start, repeated],
  ] as const) {
    const growth = growthOf(
      (size) => {
        const text = before + piece.repeat(size / piece.length);
        return () => inertPage(text, '');
      },
      16_000,
      512_000,
    );
    expect(isLinear(growth), `${before}${piece}: ${growthWords(growth)}`).toBe(true);
  }
});
