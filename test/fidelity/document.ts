import { copyTargets } from '#lib/copy-as/index.ts';
import type { CopyTarget } from '#lib/copy-as/target.ts';
import { rows } from '../copy-as/rows.ts';
import { casesOf, type Row } from '../copy-as/run-hostile-cases.ts';
import { checked, type Proof } from './checked.ts';
import { kept, keptElsewhere } from './kept.ts';
import { proxiedElsewhere, proxiedFaults, proxiedShown } from './proxied.ts';

/** The text of `docs/fidelity.md`, generated from the lists that the tests use. */
export function fidelityDocument(): string {
  return `${[
    '# Fidelity',
    'This page describes what a capture keeps, and what each copy format sends. It is generated from the lists that the tests use. A test fails if the page is out of date. Run `npm test -- test/fidelity -u` to update it.',
    '## What a capture keeps',
    'A request is captured through one of two doors ([decision 0001](decisions/0001-two-doors.md)). The wire door is Wirebin’s own HTTP server. The route-handler door is used where Next.js runs without this server, and Next.js reads the request first. The field `via` of a capture names the door.',
    keptTable(),
    'Each row without a link is tested through both doors: the test writes [these bytes](../test/fidelity/kept.ts) to a socket and compares the stored record. The other rows link to their own tests.',
    '## What a proxy changes',
    'A proxy receives the request first and sends a new one to Wirebin. With the [configurations for nginx and Caddy](hosting.md#behind-a-proxy), this is what cannot be kept. Whatever is not in this table is as in the first table, column “Wire door”. A sender that has to be captured exactly must reach Wirebin’s own port, which can use TLS itself (`TLS_CERT`, `TLS_KEY`).',
    proxiedTable(),
    'Every row, and every row of the first table, is [sent through both proxies](../test/hosting/proxies.test.ts), nginx 1.22 and Caddy 2.6, which run with these very files.',
    '## What a copy sends',
    'Every copy that can be run is run. Its program sends the request to a socket, and the test compares what arrives with what was captured: method, target, version, headers in order and case, and body. Each of the [hand-written requests](../test/copy-as/hostile-cases.ts) has broken a code generator before. The generated requests use everything that HTTP/1.1 allows. A difference that is not listed here fails the test. The position and case of Content-Length, and of the Host header that follows from the URL, always depend on the client.',
    'See [test/copy-as/golden](../test/copy-as/golden) for examples of each copy.',
    ...copyTargets.map(section),
  ].join('\n\n')}\n`;
}

function keptTable(): string {
  const lines = [
    ...kept.map(({ what, wire, fetch }) => [what, wire.says, fetch.says]),
    ...keptElsewhere.map(({ what, wire, fetch, file }) => [`[${what}](../${file})`, wire, fetch]),
  ];
  return table(['', 'Wire door', 'Route-handler door'], lines);
}

function proxiedTable(): string {
  const lines = [
    ...proxiedShown.map(({ what, through }) => [what, through.nginx.says, through.Caddy.says]),
    ...proxiedElsewhere.map(({ what, through }) => [what, through.nginx, through.Caddy]),
    ...proxiedFaults.map(({ what, through }) => [`fault: ${what}`, through.nginx.says, through.Caddy.says]),
  ];
  return table(['', 'nginx', 'Caddy'], lines);
}

function table(heading: readonly string[], lines: readonly (readonly string[])[]): string {
  const cells = [heading, heading.map(() => '---'), ...lines];
  return cells.map((line) => `| ${line.map(cell).join(' | ')} |`).join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function section(target: CopyTarget): string {
  const runs = rows.filter((row) => row.target === target).map(runOf);
  const more = (checked[target.id] ?? []).map(({ how, file }) => `- ${how} ([test](../${file}))`);
  return [`### ${target.title}`, target.exact, [...runs, ...more].join('\n')].join('\n\n');
}

function runOf(row: Row): string {
  const { generated = 0, except = {}, refused, accepted, runtime } = row;
  const handMade = casesOf({ ...row, generated: 0 }).length;
  const made = casesOf(row).length - handMade;
  const sent = `${handMade} hand-written${generated > 0 ? ` and ${made} generated` : ''} requests`;
  const reasons = [
    ...accepted.map(({ why, isSaid }) => (isSaid ? `${why} (the copy says so)` : why)),
    ...(refused ? [`${refused.why} (nothing is sent; the copy says so)`] : []),
  ];
  const differences = [...new Set(reasons)].map((reason) => `  - ${reason}`);
  const leftOut = Object.entries(except).map(([name, why]) => `  - Not run: ${name}, because ${why}`);
  const verdict = differences.length > 0 ? 'Accepted differences:' : 'No differences accepted.';
  return [`- Run by ${runtime.name}: ${sent}. ${verdict}`, ...differences, ...leftOut].join('\n');
}

/** Every test the document refers to, in addition to the lists. */
export const proofs: readonly Proof[] = [...keptElsewhere, ...Object.values(checked).flat()];
