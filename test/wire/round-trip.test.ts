import { mkdtemp, readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaptureRecord } from '#lib/model/capture-record.ts';
import { differences } from '../copy-as/faithful.ts';
import { LONGEST_ARGUMENT, runBash } from '../copy-as/run-bash.ts';
import { arbitraryRequest, type SentRequest, sentMessage } from '../support/arbitrary-request.ts';
import { launchServer, newBin, type RunningServer, type TestBin } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';

/**
 * The promise, end to end: a request is sent to a real server, what was captured is compared with what was sent, the
 * capture's curl command is run in bash, and what that sends is captured and compared in turn.
 */
const count = Number(process.env.ROUND_TRIPS ?? 1000);
const seed = Number(process.env.ROUND_TRIP_SEED ?? 20261123);
/** Each waits for disk, server and curl most of the time. */
const lanes = 10;

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = await temporaryFolderFor(afterAll);
  server = await launchServer({ folder });
});
afterAll(() => server.stop());

test(`${count} generated requests survive capture → curl → capture (seed ${seed})`, {
  timeout: 900_000,
}, async () => {
  const different: string[] = [];
  let bytes = 0;
  const perLane = Math.ceil(count / lanes);
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const bin = await newBin(server.origin);
      const options = { authority: `localhost:${server.port}`, prefix: `/b/${bin.slug}` };
      const requests = fc.sample(arbitraryRequest(options), { numRuns: perLane, seed: seed + lane });
      const shell = await mkdtemp(path.join(folder, 'shell-'));
      const failed = new Map<number, string>();
      for (const [index, request] of requests.entries()) {
        bytes += request.body.length;
        const failure = await sendTwice(bin, request, { seq: 2 * index + 1, shell });
        if (failure !== null) failed.set(index, failure);
      }
      expect(await readdir(shell), 'files which a hostile payload made').toEqual([]);
      const kept = await keptBy(bin);
      if (kept.size !== 2 * requests.length) different.push(`lane ${lane} kept ${kept.size} requests`);
      for (const [index, request] of requests.entries()) {
        const [first, second] = [kept.get(2 * index + 1), kept.get(2 * index + 2)];
        const failure = failed.get(index) ?? (first && second ? null : 'not captured twice');
        const found = failure === null ? changesOf(request, first!, second!) : [failure];
        if (found.length > 0) different.push(`lane ${lane}, request ${index}:\n  ${found.join('\n  ')}`);
      }
    }),
  );
  process.stdout.write(
    `round trip: ${perLane * lanes} requests, ${(bytes / 1e6).toFixed(0)} MB of bodies, seed ${seed}, ${different.length} differences\n`,
  );
  expect(different).toEqual([]);
});

/** Sends a request, which becomes capture `seq`, and runs the curl command of that capture; says what failed. */
async function sendTwice(
  bin: TestBin,
  request: SentRequest,
  { seq, shell }: { seq: number; shell: string },
): Promise<string | null> {
  const status = await send(sentMessage(request));
  if (!status.startsWith('HTTP/1.1 20'))
    return `answered ${JSON.stringify(status)} to ${JSON.stringify(request)}`;
  const command = await (await bin.api(`/captures/${seq}/as/curl`)).text();
  const way = seq % 4 === 1 && Buffer.byteLength(command) <= LONGEST_ARGUMENT ? 'argument' : 'script';
  const locale = seq % 3 === 0 ? 'C' : 'C.UTF-8';
  const { code, stderr } = await runBash(command, { folder: shell, way, locale });
  return code === 0 ? null : `curl ended with ${code}: ${stderr}\n${command.slice(0, 2000)}`;
}

type Kept = { requestLine: string; headers: [string, string][]; body: Buffer };

/** All that a bin holds, by seq. */
async function keptBy(bin: TestBin): Promise<Map<number, Kept>> {
  const lines = (await (await bin.api('/export?format=ndjson')).text()).trimEnd().split('\n');
  const records = lines.map((line): CaptureRecord => JSON.parse(line));
  return new Map(
    records.map(({ seq, method, target, httpVersion, headers, body }) => [
      seq,
      {
        requestLine: `${method} ${target} HTTP/${httpVersion}`,
        headers: headers.map(([name, value]) => [name, value]),
        body: body.text === null ? Buffer.from(body.base64 ?? '', 'base64') : Buffer.from(body.text),
      },
    ]),
  );
}

/** How what was captured differs from what was sent, and what the curl command sent from what was captured. */
function changesOf(request: SentRequest, first: Kept, second: Kept): string[] {
  const again = differences(
    request,
    { ...second, chunked: false, raw: second.body },
    { authority: `localhost:${server.port}`, placesConnection: false },
  );
  return [...inequalities(request, first), ...again.map((difference) => `through curl, ${difference}`)];
}

/** A capture has to equal what was sent in everything, order and case included. */
function inequalities(sent: SentRequest, kept: Kept): string[] {
  const found: string[] = [];
  const line = `${sent.method} ${sent.target} HTTP/${sent.httpVersion}`;
  if (kept.requestLine !== line) found.push(`captured ${kept.requestLine} instead of ${line}`);
  if (JSON.stringify(kept.headers) !== JSON.stringify(sent.headers)) {
    found.push(`captured headers ${JSON.stringify(kept.headers)} instead of ${JSON.stringify(sent.headers)}`);
  }
  if (!kept.body.equals(sent.body)) found.push(`captured ${kept.body.length} other bytes`);
  return found;
}

/** Sends a message and resolves with the status line of the final answer. */
function send(message: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(server.port, 'localhost', () => socket.write(message));
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      const final = answer.replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, '');
      if (!final.includes('\r\n\r\n')) return;
      resolve(final.slice(0, final.indexOf('\r\n')));
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`closed without an answer: ${JSON.stringify(answer)}`)));
  });
}
