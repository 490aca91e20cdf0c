import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

type Examples = readonly { readonly name: string; readonly examples: readonly unknown[] }[];

/**
 * The JSON text of an example of @octokit/webhooks-examples, by event and index. The file has 4 MB and is parsed each time, so that
 * no memory is kept for it.
 */
export async function readGitHubExample({ event, index }: { event: string; index: number }): Promise<string> {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  const events = JSON.parse(await readFile(file, 'utf8')) as Examples;
  return JSON.stringify(events.find(({ name }) => name === event)!.examples[index]);
}
