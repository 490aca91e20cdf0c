import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import { serverBundle } from '../../lib/server/build.mjs';
import type { AskedReply } from './choose-as-asked.ts';
import { root } from './root.ts';

/**
 * The server with a chooser of replies that does what each request asks (`asks`), so that the door is tested for every reply there
 * is. What Node runs is returned; ask for it inside a test or a hook that comes later.
 */
export function askedServer(): () => string[] {
  const file = path.join(root, `dist/asked-${process.pid}-${Date.now()}.mjs`);
  beforeAll(async () => {
    const chooser = path.join(root, 'test/support/choose-as-asked.ts');
    await build({
      ...(serverBundle('dist') as BuildOptions),
      entryPoints: [path.join(root, 'lib/server/main.ts')],
      outdir: undefined,
      outExtension: undefined,
      outfile: file,
      sourcemap: false,
      plugins: [
        {
          name: 'chooser',
          setup({ onResolve }) {
            onResolve({ filter: /\/choose-reply\.ts$/ }, () => ({ path: chooser }));
          },
        },
      ],
    });
  });
  afterAll(() => rm(file, { force: true }));
  return () => [file];
}

/** The header line by which a request asks for a reply. */
export const asks = (reply: AskedReply) => `X-Reply: ${JSON.stringify(reply)}`;
