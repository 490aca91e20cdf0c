import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ListenEvent } from '#lib/command/listen/listen-event.ts';
import {
  afterKey,
  emptyList,
  keysLine,
  type LiveList,
  liveListAfter,
  liveListLines,
  selectedRow,
} from '#lib/command/listen/live-list.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { commandFile, newMachine } from '../support/command.ts';
import { startLocalServer } from '../support/local-server.ts';
import { newBin, sharedServer } from '../support/server.ts';

const server = sharedServer({ environment: { HOST: '127.0.0.1' } });
const plain = { paint: (_: unknown, text: string) => text };

const sent = (seq: number, method = 'POST', behind = 0): ListenEvent => ({
  kind: 'sent',
  slug: 'x',
  behind,
  capture: { seq, method, path: `/${seq}`, malformed: false, provider: null } as CaptureSummary,
  status: 200,
  ms: 3.2,
  failure: null,
  replied: null,
});
const listOf = (...events: ListenEvent[]) =>
  events.reduce((list, event) => liveListAfter(list, event, plain, false), emptyList);
const pressed = (list: LiveList, keys: string) =>
  [...keys].reduce((now, key) => afterKey(now, key).list, list);
const lines = (list: LiveList, height = 10, columns = 60) => liveListLines(list, { columns, height }, plain);

test('the newest rows are shown, the selected one among them, and no line is wider than the terminal', () => {
  const list = listOf(...Array.from({ length: 30 }, (_, index) => sent(index + 1, 'POST', 30 - index - 1)));
  expect(lines(list, 6)).toEqual([
    '',
    '  #28  POST  /28  200 in 3 ms',
    '  #29  POST  /29  200 in 3 ms',
    '> #30  POST  /30  200 in 3 ms',
    'Waiting for requests …',
    keysLine.slice(0, 60),
  ]);
  const up = pressed(list, 'kkk');
  expect(lines(up, 6)).toContain('> #27  POST  /27  200 in 3 ms');
  expect(lines(pressed(up, 'jjj'), 6)).toContain('> #30  POST  /30  200 in 3 ms');
  expect(Math.max(...lines(list, 6, 12).map((line) => line.length))).toBeLessThanOrEqual(12);
  expect(lines(listOf(sent(1, 'POST', 4))).at(-2)).toBe('4 behind, sending   Waiting for requests …');
});

test('keys act on the selected row, and a filter is typed', () => {
  const list = listOf(sent(1), sent(2, 'GET'), sent(3));
  expect(afterKey(list, 'r').wish).toMatchObject({ do: 'replay', row: { capture: { seq: 3 } } });
  const filtered = pressed(list, 'fget\r');
  expect(lines(filtered).filter((line) => line.includes('#'))).toEqual(['> #2  GET  /2  200 in 3 ms']);
  expect(afterKey(filtered, 'c').wish).toMatchObject({ do: 'copy', row: { capture: { seq: 2 } } });
  // While a filter is typed, letters are part of it.
  expect(afterKey(pressed(list, 'f'), 'q').wish).toBe(null);
  expect(pressed(list, 'fget\u001b').filter).toBe('');
  expect(afterKey(emptyList, 'r').wish).toBe(null);
  expect(afterKey(list, 'q').wish).toEqual({ do: 'quit' });
});

test('rows have IDs of their own, also when one request is sent again and again', () => {
  const list = listOf(...Array.from({ length: 600 }, () => sent(1)));
  expect(list.rows).toHaveLength(500);
  expect(new Set(list.rows.map(({ id }) => id)).size).toBe(500);
  const up = pressed(list, 'kk');
  expect(up.rows.indexOf(selectedRow(up)!)).toBe(497);
});

const hasTmux = (() => {
  try {
    return execFileSync('tmux', ['-V']).length > 0;
  } catch {
    return false;
  }
})();

test.skipIf(!hasTmux)(
  'in a terminal, requests are listed, sent again and copied with keys, and the screen is given back',
  async () => {
    const bin = await newBin(server().origin);
    const local = await startLocalServer();
    const machine = newMachine();
    const socket = path.join(machine.folder, 'tmux');
    const tmux = (...words: string[]) => execFileSync('tmux', ['-S', socket, ...words], { encoding: 'utf8' });
    const environment = {
      WIREBIN_URL: server().origin,
      WIREBIN_BIN: bin.slug,
      WIREBIN_KEY: bin.key,
      HOME: machine.folder,
    };
    const variables = Object.entries(environment).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    const call = `${process.execPath} ${commandFile} listen --to ${local.url}; echo "exit $?"; sleep 600`;
    tmux('-f', '/dev/null', 'new-session', '-d', '-x', '100', '-y', '20', ...variables, call);
    onTestFinished(() => void tmux('kill-server'));
    const shows = (words: string | RegExp) =>
      expect.poll(() => tmux('capture-pane', '-p'), { timeout: 60_000, interval: 50 }).toMatch(words);
    await shows(/Listening as/);
    await shows('Waiting for requests');
    expect(tmux('capture-pane', '-p')).toContain('q quit');
    await fetch(`${bin.captureUrl}/orders`, { method: 'POST', body: 'x' });
    await fetch(`${bin.captureUrl}/other`, { method: 'PUT', body: 'x' });
    await shows(/#1 {2}POST {2}\/orders {2}200[\s\S]*> #2 {2}PUT {2}\/other {2}200/);
    tmux('send-keys', 'Up');
    await shows(/> #1 {2}POST/);
    tmux('send-keys', 'r');
    await expect.poll(() => local.received.length, { timeout: 60_000, interval: 50 }).toBe(3);
    expect(local.received[2]).toMatch(/^POST \/orders /);
    tmux('send-keys', 'c');
    await shows('Copied request 1 as curl');
    tmux('send-keys', 'o');
    await shows(`/i/${bin.key}/1`);
    tmux('send-keys', 'f');
    tmux('send-keys', '-l', 'put');
    await shows('Filter: put_');
    expect(tmux('capture-pane', '-p')).not.toContain('#1');
    tmux('send-keys', 'Enter');
    tmux('resize-window', '-x', '40', '-y', '12');
    await shows(/> #2 {2}PUT/);
    tmux('send-keys', 'q');
    await shows(/exit 0/);
    // What was copied is printed below.
    expect(tmux('capture-pane', '-p')).toContain("--data-raw 'x'");
  },
);
