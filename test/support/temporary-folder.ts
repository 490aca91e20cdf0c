import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of its own, removed when `whenDone` (`onTestFinished`, `afterAll`) says so. */
export async function temporaryFolderFor(whenDone: (cleanUp: () => Promise<void>) => void): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-test-'));
  whenDone(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
