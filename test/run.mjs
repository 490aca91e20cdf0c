// npm test: builds what is stale, finds a browser, runs every test and closes with "N passed, N failed".
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildIfStale, root } from '../lib/server/build.mjs';
import { findBrowser } from './support/browser.mjs';
import { failureSummary } from './support/failure-summary.mjs';

const say = (words) => process.stdout.write(`${words}\n`);
await buildIfStale(say);
const browser = await findBrowser(say);
const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-report-'));
const report = path.join(folder, 'report.json');
const failureFile = path.join(folder, 'failures.json');

const vitest = path.join(
  path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);
const code = await new Promise((resolve) => {
  spawn(
    process.execPath,
    [
      vitest,
      'run',
      '--config',
      path.join(root, 'test/vitest.config.ts'),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      `--reporter=${path.join(root, 'test/support/failure-reporter.mjs')}`,
      ...process.argv.slice(2),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, WIREBIN_BROWSER: browser, WIREBIN_FAILURES: failureFile },
    },
  ).on('exit', (exitCode) => resolve(exitCode ?? 1));
});

const results = await readFile(report, 'utf8').then(JSON.parse, () => null);
const failures = await readFile(failureFile, 'utf8').then(JSON.parse, () => []);
await rm(folder, { recursive: true, force: true });
const passed = results?.numPassedTests ?? 0;
// A file that cannot even be loaded has no failed test, but failed it has.
const brokenFiles = results?.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
);
const failed = (results?.numFailedTests ?? 0) + (brokenFiles?.length ?? 1);
say(`slowest: ${slowest(results?.testResults ?? [])}`);
for (const line of failureSummary(failures)) say(line);
say(`${passed} passed, ${failed} failed`);
process.exit(code !== 0 || failed > 0 || passed === 0 ? 1 : 0);

/** The files that took longest, with their seconds: where to look when the run grows long. */
function slowest(files) {
  return files
    .map(({ name, startTime, endTime }) => ({ name, seconds: Math.round((endTime - startTime) / 1000) }))
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, 15)
    .map(({ name, seconds }) => `${path.relative(path.join(root, 'test'), name)} ${seconds} s`)
    .join(', ');
}
