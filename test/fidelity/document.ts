import { copyTargets } from '#lib/copy-as/index.ts';
import type { CopyTarget } from '#lib/copy-as/target.ts';
import { rows } from '../copy-as/rows.ts';
import { casesOf, type Row } from '../copy-as/run-hostile-cases.ts';
import { checked, type Proof } from './checked.ts';
import { kept, keptElsewhere } from './kept.ts';

/** `docs/fidelity.md`, written from what the tests do, so that it cannot say what no test shows. */
export function fidelityDocument(): string {
  return `${[
    '# Fidelity',
    'What a capture keeps, and what comes back out of it. A test writes this file from the lists that the tests run through, and fails when it is stale: `npm test -- test/fidelity -u` brings it up to date.',
    '## What a capture keeps',
    'A request comes in by one of two doors ([why](decisions/0001-two-doors.md)): the wire door, Wirebin’s own server on the socket, or the route-handler door, where Next.js runs alone and has read the request first. A capture says which one it was: `via`.',
    keptTable(),
    'Each line is a message written to a socket, byte by byte, and the record read back, through both doors ([the bytes](../test/fidelity/kept.ts)), unless it links its own test.',
    '## What a copy sends',
    'Every copy that can be run is run: its program sends the request to a socket, and what arrives is compared with what was captured, method, target, version, header lines in order and case, body. The hand-made requests have each broken a generator of code once ([the requests](../test/copy-as/hostile-cases.ts)); the generated ones are as strange as HTTP/1.1 allows. A difference that is not listed here fails the test. Place and case of Content-Length and of the Host that follows from the address are the client’s everywhere.',
    'How each copy looks: [test/copy-as/golden](../test/copy-as/golden).',
    ...copyTargets.map(section),
  ].join('\n\n')}\n`;
}

function keptTable(): string {
  const lines = [
    ...kept.map(({ what, wire, fetch }) => [what, wire.says, fetch.says]),
    ...keptElsewhere.map(({ what, wire, fetch, file }) => [`[${what}](../${file})`, wire, fetch]),
  ];
  const cells = [['', 'the wire door', 'the route-handler door'], ['---', '---', '---'], ...lines];
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
  const sent = `${handMade} hand-made${generated > 0 ? ` and ${made} generated` : ''} requests`;
  const reasons = [
    ...accepted.map(({ why, isSaid }) => (isSaid ? `${why} (where the copy says so)` : why)),
    ...(refused ? [`${refused.why} (nothing is sent, and the copy says so)`] : []),
  ];
  const differences = [...new Set(reasons)].map((reason) => `  - ${reason}`);
  const leftOut = Object.entries(except).map(([name, why]) => `  - not run: ${name}, because ${why}`);
  const verdict = differences.length > 0 ? 'Accepted:' : 'No difference accepted.';
  return [`- Run by ${runtime.name}: ${sent}. ${verdict}`, ...differences, ...leftOut].join('\n');
}

/** Every test the document rests on beside the lists themselves. */
export const proofs: readonly Proof[] = [...keptElsewhere, ...Object.values(checked).flat()];
