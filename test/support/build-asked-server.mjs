import path from 'node:path';
import { build } from 'esbuild';
import { root, serverBundle } from '../../lib/server/build.mjs';

/**
 * Compiles the server with a chooser of replies that does what each request asks (choose-as-asked.ts), so that the door is tested for
 * every reply there is. The file that Node runs; to be removed by whoever asked.
 */
export async function buildAskedServer() {
  const outfile = path.join(root, `dist/asked-${process.pid}-${Date.now()}.mjs`);
  const chooser = path.join(root, 'test/support/choose-as-asked.ts');
  await build({
    ...serverBundle('dist'),
    entryPoints: [path.join(root, 'lib/server/main.ts')],
    outdir: undefined,
    outExtension: undefined,
    outfile,
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
  return outfile;
}
