import { mkdtemp, readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { differences } from '../copy-as/faithful.ts';
import { runBash } from '../copy-as/run-bash.ts';
import { arbitraryRequest, type SentRequest, sentMessage } from '../support/arbitrary-request.ts';
import { launchServer, newBin, type RunningServer, type TestBin } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';

/**
 * The promise, end to end: a request is sent to a real server, what was captured is compared with what was sent, the
 * capture's curl command is run in bash, and what that sends is captured and compared in turn.
 */
const count = Number(process.env.ROUND_TRIPS ?? 1000);
const seed = Number(process.env.ROUND_TRIP_SEED ?? 20261123);
const lanes = 6;

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = await temporaryFolderFor(afterAll);
  server = await launchServer({ folder });
});
afterAll(() => server.stop());

test(`${count} generated requests survive capture → curl → capture (seed ${seed})`, {
  timeout: 300_000,
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
      for (const [index, request] of requests.entries()) {
        bytes += request.body.length;
        const found = await roundTrip(bin, request, shell);
        if (found.length > 0) different.push(`lane ${lane}, request ${index}:\n  ${found.join('\n  ')}`);
      }
      expect(await readdir(shell), 'files which a hostile payload made').toEqual([]);
    }),
  );
  process.stdout.write(
    `round trip: ${perLane * lanes} requests, ${(bytes / 1e6).toFixed(0)} MB of bodies, seed ${seed}, ${different.length} differences\n`,
  );
  expect(different).toEqual([]);
});

/** How what was captured differs from what was sent, and what the curl command sent from what was captured. */
async function roundTrip(bin: TestBin, request: SentRequest, shell: string): Promise<string[]> {
  const status = await send(sentMessage(request));
  if (!status.startsWith('HTTP/1.1 20'))
    return [`answered ${JSON.stringify(status)} to ${JSON.stringify(request)}`];
  const { seq, ...first } = await captured(bin, 'latest');
  const found = inequalities(request, first);

  const command = await (await bin.api(`/captures/${seq}/as/curl`)).text();
  const { code, stderr } = await runBash(command, { folder: shell, way: 'script' });
  if (code !== 0) return [...found, `curl ended with ${code}: ${stderr}\n${command.slice(0, 2000)}`];
  const second = await captured(bin, seq + 1);
  const again = differences(
    request,
    { ...second, chunked: false, raw: second.body },
    {
      authority: `localhost:${server.port}`,
      placesConnection: false,
    },
  );
  return [...found, ...again.map((difference) => `through curl, ${difference}`)];
}

type Kept = { seq: number; requestLine: string; headers: [string, string][]; body: Buffer };

async function captured(bin: TestBin, seq: number | 'latest'): Promise<Kept> {
  const [json, body] = await Promise.all([bin.api(`/captures/${seq}`), bin.api(`/captures/${seq}/body`)]);
  const capture = (await json.json()) as CaptureJson;
  return {
    seq: capture.seq,
    requestLine: `${capture.method} ${capture.target} HTTP/${capture.httpVersion}`,
    headers: capture.headers.map(([name, value]) => [name, value]),
    body: Buffer.from(await body.arrayBuffer()),
  };
}

/** A capture has to equal what was sent in everything, order and case included. */
function inequalities(sent: SentRequest, kept: Omit<Kept, 'seq'>): string[] {
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
