import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { arbitraryRequest, type SentRequest, sentMessage } from '../support/arbitrary-request.ts';
import { type CurlLab, curlVersion, openCurlLab } from './curl-lab.ts';
import { sourceOf } from './source.ts';

/**
 * The promise of copy-as-curl, by execution: 1,000 generated requests, copied, run in bash, recorded, compared.
 * `CURL_SEED` and `CURL_RUNS` try others than the ones that are checked in.
 */
const seed = Number(process.env.CURL_SEED ?? 20_261_123);
const runs = Number(process.env.CURL_RUNS ?? 1000);
const LABS = 4;
const AUTHORITY = 'bin.invalid:1';

describe('generated requests', () => {
  const labs: CurlLab[] = [];
  afterAll(() => Promise.all(labs.map((lab) => lab.close())));

  it(`survive copy as curl: ${runs} of them, seed ${seed}`, { timeout: 300_000 }, async () => {
    const started = performance.now();
    const requests = fc.sample(arbitraryRequest({ authority: AUTHORITY, prefix: '' }), {
      seed,
      numRuns: runs,
    });
    const failures: string[] = [];
    let next = 0;

    async function work(lab: CurlLab): Promise<void> {
      for (let i = next++; i < requests.length; i = next++) {
        const request = addressedTo(lab.authority, requests[i] as SentRequest);
        const way = (['argument', 'script'] as const)[i % 2];
        const locale = i % 3 === 0 ? 'C' : 'C.UTF-8';
        const found = await lab
          .differencesOf(sourceOf(request), way, locale)
          .catch((error) => [String(error)]);
        if (found.length > 0) failures.push(`request ${i}: ${found.join('; ').slice(0, 2000)}`);
      }
    }
    labs.push(...(await Promise.all(Array.from({ length: LABS }, openCurlLab))));
    await Promise.all(labs.map(work));

    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const bytes = requests.reduce((sum, request) => sum + sentMessage(request).length, 0);
    process.stdout.write(
      `copy as curl: ${runs} generated requests (seed ${seed}, ${(bytes / 1e6).toFixed(1)} MB) → bash → ` +
        `${curlVersion().split(' ', 2).join(' ')} → ${failures.length} differences, in ${seconds} s\n`,
    );
    expect(failures).toEqual([]);
    expect(labs.flatMap((lab) => lab.litter())).toEqual([]);
  });
});

/** Requests are generated before the port of the recorder is known. */
function addressedTo(authority: string, request: SentRequest): SentRequest {
  const headers = request.headers.map(
    ([name, value]) => [name, value === AUTHORITY ? authority : value] as const,
  );
  return { ...request, headers };
}
