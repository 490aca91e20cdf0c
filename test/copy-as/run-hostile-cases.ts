import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyAs } from '#lib/copy-as/index.ts';
import { prepareRequest } from '#lib/copy-as/request/prepare-request.ts';
import type { CopySource, CopyTarget } from '#lib/copy-as/target.ts';
import { arbitraryRequest, type SentRequest } from '../support/arbitrary-request.ts';
import { type Recorded, type Recorder, startRecorder } from '../support/recorder.ts';
import type { Accepted, Pair } from './accepted.ts';
import { differences } from './faithful.ts';
import { type HostileCase, hostileCases, http2Case } from './hostile-cases.ts';
import type { Running, Runtime } from './runtimes.ts';
import { sourceOf } from './source.ts';

const PATIENCE_MS = 5000;

/** A form, the program its copies are for, and the differences which that program makes unavoidable. */
export type Row = {
  target: CopyTarget;
  runtime: Runtime;
  accepted: Accepted[];
  /** How many generated requests are sent beside the hand-made ones. */
  generated?: number;
  /** Hand-made cases that are not run, each with the reason. */
  except?: Readonly<Record<string, string>>;
  /** Requests which the client does not send, as the snippet says beforehand. */
  refused?: { said: RegExp; why: string };
  /** Whether this version of the client puts Connection where it likes. */
  placesConnection?: () => boolean;
};

/** The cases of a row, in the order they are run. */
export function casesOf({ except = {}, generated = 0 }: Row): HostileCase[] {
  const handMade = [...hostileCases, http2Case].filter(({ name }) => !(name in except));
  return [...handMade, ...generatedCases(generated)];
}

/**
 * Runs every hostile case through every row: the copy is made, run by its program against a server that keeps raw bytes,
 * and what arrives is compared with what was captured. Differences that the row does not name fail.
 */
export function runHostileCases(rows: Row[]): void {
  describe.each(rows.map((row) => ({ ...row, id: row.target.id, by: row.runtime.name })))(
    '$id, run by $by',
    ({ id, by: _, ...row }) => {
      const { target, runtime, accepted, refused } = row;
      const isRequired = Boolean(process.env.CI);
      if (!runtime.has()) {
        it.skipIf(!isRequired)('needs its program, which is not installed here', () =>
          expect.fail(`${id} cannot be run`),
        );
        return;
      }

      const folder = mkdtempSync(join(tmpdir(), `wirebin-${id}-`));
      let recorder: Recorder;
      let running: Running;
      let snippets: string[] = [];
      const cases = casesOf(row);
      beforeAll(async () => {
        recorder = await startRecorder();
        snippets = cases.map(({ source }) =>
          copyAs(target, source(recorder.authority), { origin: recorder.origin }),
        );
        running = await runtime.start(snippets, folder, recorder.origin);
      });
      afterAll(async () => {
        await running?.close();
        await recorder.close();
        for (const path of [folder, `${folder}.sources`]) rmSync(path, { recursive: true, force: true });
      });

      it.each(cases.map(({ name }, index) => ({ name, index })))('sends $name', async ({ index }) => {
        const { origin } = recorder;
        const source = prepareRequest(cases[index]!.source(recorder.authority), { origin });
        const snippet = snippets[index] ?? '';
        if (refused?.said.test(snippet)) {
          await expect(running.run(index)).rejects.toThrow();
          expect(recorder.take()).toEqual([]);
          return;
        }
        await running.run(index);
        const arrived = await theOnlyRequest(recorder, snippet);
        const pair = accepted.reduce<Pair>((so, { apply }) => apply(so), {
          snippet,
          sent: { ...source, headers: whole(source) },
          arrived,
        });
        const placesConnection = row.placesConnection?.() ?? false;
        const options = { authority: recorder.authority, placesConnection };
        expect(differences(pair.sent, pair.arrived, options)).toEqual([]);
      });

      it('ran nothing of what was sent', () => {
        expect(readdirSync(folder)).toEqual([]);
      });
    },
  );
}

/** What was kept of a body that was cut short is all that can be sent, and is announced as such. */
function whole({ headers, body, truncated }: CopySource) {
  if (!truncated) return headers;
  return headers.map(
    ([name, value]) => [name, name === 'Content-Length' ? `${body.length}` : value] as const,
  );
}

async function theOnlyRequest(recorder: Recorder, snippet: string): Promise<Recorded> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const [request, ...more] = recorder.take();
    if (more.length > 0) throw new Error(`${more.length + 1} requests\n${snippet.slice(0, 2000)}`);
    if (request) return request;
    if (performance.now() > until) throw new Error(`No request\n${snippet.slice(0, 2000)}`);
    await pause(5);
  }
}

/** The same ones each time. */
export function generatedCases(count: number): HostileCase[] {
  const requests = fc.sample(arbitraryRequest({ authority: AUTHORITY, prefix: '' }), {
    seed: 1,
    numRuns: count,
  });
  return requests
    .filter(({ target, body }) => target.startsWith('/') && body.length < 100_000)
    .map((request, index) => ({
      name: `generated request ${index}`,
      source: (authority: string) => sourceOf(addressedTo(authority, request)),
    }));
}

/** Requests are generated before the port of the recorder is known. */
const AUTHORITY = 'bin.invalid:1';

function addressedTo(authority: string, request: SentRequest): SentRequest {
  const headers = request.headers.map(
    ([name, value]) => [name, value === AUTHORITY ? authority : value] as const,
  );
  return { ...request, headers };
}
