import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Creates a temporary folder, and removes it in the hook `whenDone` (`onTestFinished`, `afterAll`). */
export async function temporaryFolderFor(whenDone: (cleanUp: () => Promise<void>) => void): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-test-'));
  whenDone(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
