import { copyAs, copyTarget } from '#lib/copy-as/index.ts';
import type { CopyOptions, CopySource } from '#lib/copy-as/target.ts';
import { fail } from '#lib/model/errors.ts';

type Input = { readonly target: string; readonly source: CopySource; readonly options: CopyOptions };

/** A capture as a command or document (`copyAs`), as UTF-8. Fails with `copy-target-unknown`. */
export function copyCapture({ target: id, source, options }: Input): Uint8Array {
  const target = copyTarget(id) ?? fail('copy-target-unknown');
  return new TextEncoder().encode(copyAs(target, source, options));
}
