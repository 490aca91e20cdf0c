'use client';

import { useEffect, useState } from 'react';
import { copyAs } from '#lib/copy-as/index.ts';
import type { CopyOptions, CopySource, CopyTarget } from '#lib/copy-as/target.ts';

/** Bytes up to which a copy is generated immediately; a longer one takes a moment, so the page shows a spinner first. */
const immediate = 256 * 1024;

/** The copy as text; null while it is generated. A newer choice replaces a pending one. */
export function useCopy(
  target: CopyTarget,
  source: CopySource | null,
  options: CopyOptions | null,
): string | null {
  const [copy, setCopy] = useState<{ id: string; text: string } | null>(null);
  const id = JSON.stringify([target.id, options, source?.seq]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `id` includes the target, the options and the request.
  useEffect(() => {
    if (!source || !options) return;
    const make = () => setCopy({ id, text: copyAs(target, source, options) });
    if (source.body.length <= immediate) return make();
    const timer = setTimeout(make, 50);
    return () => clearTimeout(timer);
  }, [id, source]);

  return copy?.id === id ? copy.text : null;
}
