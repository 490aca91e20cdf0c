// npm run flakes -- N [files]: runs the test files that changed since main, and those given, N times each while two busy loops take
// the processors; says how often each passed, and how long it took. Ends with 1 when a run failed.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildIfStale, root } from '../lib/server/build.mjs';
import { findBrowser } from './support/browser.mjs';
import { failureSummary } from './support/failure-summary.mjs';

const [wanted, ...given] = process.argv.slice(2);
const times = Number(wanted);
const say = (words) => process.stdout.write(`${words}\n`);
if (!Number.isInteger(times) || times < 1) {
  say('Say how often: npm run flakes -- 20 [test files]');
  process.exit(1);
}
const files = [...new Set([...changedSinceMain(), ...given.map(fromRoot)])].sort();
if (files.length === 0) {
  say('No test file changed since main. Name the files to run: npm run flakes -- 20 test/e2e/live.test.ts');
  process.exit(1);
}
await buildIfStale(say);
const browser = await findBrowser(say);
const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-flakes-'));
const loops = [1, 2].map(() => spawn(process.execPath, ['-e', 'for(;;);'], { stdio: 'ignore' }));
const stopLoops = () => {
  for (const loop of loops) loop.kill('SIGKILL');
};
process.on('exit', stopLoops);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

let failures = 0;
for (const file of files) {
  const runs = [];
  for (let run = 1; run <= times; run += 1) {
    const result = await runOnce(file, path.join(folder, 'failures.json'));
    runs.push(result);
    if (result.passed) continue;
    say(`${file}, run ${run} of ${times}:`);
    for (const line of result.summary) say(line);
  }
  const failed = runs.filter(({ passed }) => !passed).length;
  failures += failed;
  const seconds = runs.map((run) => run.seconds).sort((one, other) => one - other);
  const [least, middle, most] = [seconds[0], seconds[seconds.length >> 1], seconds.at(-1)].map(Math.round);
  say(`${file}: ${times - failed} passed, ${failed} failed; ${least} to ${most} s, median ${middle} s`);
}
stopLoops();
await rm(folder, { recursive: true, force: true });
process.exit(failures > 0 ? 1 : 0);

/** Test files that differ from main, or are new, as paths from the root. */
function changedSinceMain() {
  const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).split('\n');
  return [
    ...git('diff', '--name-only', '--merge-base', 'main', '--', 'test'),
    ...git('ls-files', '--others', '--exclude-standard', '--', 'test'),
  ].filter((file) => /\.test\.tsx?$/.test(file) && existsSync(path.join(root, file)));
}

function fromRoot(file) {
  const found = path.relative(root, path.resolve(file));
  if (existsSync(path.join(root, found))) return found;
  say(`There is no file ${file}.`);
  process.exit(1);
}

async function runOnce(file, failureFile) {
  await rm(failureFile, { force: true });
  const vitest = path.join(
    path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
    'vitest.mjs',
  );
  const config = path.join(root, 'test/vitest.config.ts');
  const reporter = path.join(root, 'test/support/failure-reporter.mjs');
  const began = performance.now();
  const code = await new Promise((resolve) => {
    spawn(process.execPath, [vitest, 'run', '--config', config, `--reporter=${reporter}`, file], {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, WIREBIN_BROWSER: browser, WIREBIN_FAILURES: failureFile },
    }).on('exit', resolve);
  });
  const failures = await readFile(failureFile, 'utf8').then(JSON.parse, () => []);
  return {
    passed: code === 0,
    seconds: (performance.now() - began) / 1000,
    summary: failureSummary(failures),
  };
}
