import path from 'node:path';
import { build } from 'esbuild';
import { root, serverBundle } from '../../lib/server/build.mjs';

/**
 * Compiles the server with a chooser that sends the response each request asks for (choose-as-asked.ts), so that every
 * kind of response can be tested. Returns the file for Node; the caller removes it.
 */
export async function buildAskedServer() {
  const outfile = path.join(root, `dist/asked-${process.pid}-${Date.now()}.mjs`);
  const chooser = path.join(root, 'test/support/choose-as-asked.ts');
  let replacements = 0;
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
          onResolve({ filter: /\/response\/response-for-request\.ts$/ }, () => {
            replacements += 1;
            return { path: chooser };
          });
        },
      },
    ],
  });
  if (replacements === 0) throw new Error('The server no longer imports response/response-for-request.ts.');
  return outfile;
}
