import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const run = promisify(execFile);
const usual = [
  process.env.WIREBIN_BROWSER,
  // Chromium without windows: pages load in half the time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Finds a Chromium for tests: an installed one, else Debian's package if it can be installed, else the one that Playwright
 * downloads. If there is none, it says what to do.
 */
export async function findBrowser(say) {
  const installed = await firstThere([...usual, chromium.executablePath()]);
  if (installed) return installed;
  if (process.getuid?.() === 0 && (await firstThere(['/usr/bin/apt-get']))) {
    say('Installing Chromium for the browser tests.');
    await run('apt-get', ['update']).catch(() => {});
    const install = (name) =>
      run('apt-get', ['install', '-y', '--no-install-recommends', name], { maxBuffer: 2 ** 26 });
    await install('chromium-headless-shell')
      .catch(() => install('chromium'))
      .catch(() => {});
  } else {
    say('Downloading Chromium for the browser tests.');
    await run('npx', ['playwright-core', 'install', 'chromium'], { shell: platform() === 'win32' }).catch(
      () => {},
    );
  }
  const fresh = await firstThere([...usual, chromium.executablePath()]);
  if (fresh) return fresh;
  throw new Error(
    'The browser tests need Chromium: install it, or set WIREBIN_BROWSER to the path of a Chrome or Chromium.',
  );
}

async function firstThere(paths) {
  for (const path of paths) {
    if (
      path &&
      (await access(path).then(
        () => true,
        () => false,
      ))
    )
      return path;
  }
  return null;
}
