import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CopySource } from '#lib/copy-as/target.ts';
import { curl } from '#lib/copy-as/targets/curl.ts';
import { type Recorded, startRecorder } from '../support/recorder.ts';
import { differences } from './faithful.ts';
import { LONGEST_ARGUMENT, runBash, type Way } from './run-bash.ts';

/** A recorder and an empty folder to run snippets in. What a snippet creates there was not meant to be run. */
export type CurlLab = {
  origin: string;
  authority: string;
  /** Copies the request as curl, runs that in bash and says how the request that arrives differs. */
  differencesOf(source: CopySource, way?: Way, locale?: string): Promise<string[]>;
  /** Runs a snippet and gives the one request it sends. */
  run(snippet: string, way?: Way, locale?: string): Promise<Recorded>;
  /** The files that snippets have created. */
  litter(): string[];
  /** Throws when there are any. */
  close(): Promise<void>;
};

export async function openCurlLab(): Promise<CurlLab> {
  const recorder = await startRecorder();
  const folder = mkdtempSync(join(tmpdir(), 'wirebin-curl-'));
  const run: CurlLab['run'] = async (snippet, way = 'argument', locale) => {
    const fitting = way === 'argument' && Buffer.byteLength(snippet) > LONGEST_ARGUMENT ? 'script' : way;
    const { code, stderr } = await runBash(snippet, { folder, way: fitting, locale });
    const requests = recorder.take();
    const [request] = requests;
    if (code !== 0 || !request || requests.length !== 1) {
      throw new Error(
        `exit ${code}, ${requests.length} requests\n${stderr.slice(-2000)}\n${snippet.slice(0, 4000)}`,
      );
    }
    return request;
  };
  return {
    origin: recorder.origin,
    authority: recorder.authority,
    run,
    differencesOf: async (source, way, locale) => {
      const arrived = await run(curl.copy(source, { origin: recorder.origin }), way, locale);
      return differences(source, arrived, {
        authority: recorder.authority,
        placesConnection: placesConnection(),
      });
    },
    litter: () => readdirSync(folder),
    close: async () => {
      await recorder.close();
      const litter = readdirSync(folder);
      rmSync(folder, { recursive: true });
      if (litter.length > 0) throw new Error(`Snippets created ${litter.join(', ')}`);
    },
  };
}

/** From 8.17 on, curl sends the first Connection line after the others (see `lib/copy-as/targets/curl.ts`). */
export function placesConnection(): boolean {
  const [, major = 0, minor = 0] = /^curl (\d+)\.(\d+)/.exec(curlVersion()) ?? [];
  return Number(major) > 8 || (Number(major) === 8 && Number(minor) >= 17);
}

let version: string | undefined;

export function curlVersion(): string {
  version ??= execFileSync('curl', ['--version'], { encoding: 'utf8' });
  return version;
}
