'use client';

import { useEffect, useState } from 'react';
import { copyAs } from '#lib/copy-as/index.ts';
import type { CopyOptions, CopySource, CopyTarget } from '#lib/copy-as/target.ts';

/** Bytes up to which a copy is made while somebody chooses; longer ones take a moment, and the page shows that first. */
const immediate = 256 * 1024;

/** The copy as text; null while it is made. A choice that comes meanwhile makes the one before it void. */
export function useCopy(
  target: CopyTarget,
  source: CopySource | null,
  options: CopyOptions | null,
): string | null {
  const [made, setMade] = useState<{ of: unknown; text: string } | null>(null);
  const wanted = JSON.stringify([target.id, options, source?.seq]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `wanted` says all of what the copy is made of.
  useEffect(() => {
    if (!source || !options) return;
    const make = () => setMade({ of: wanted, text: copyAs(target, source, options) });
    if (source.body.length <= immediate) return make();
    const timer = setTimeout(make, 50);
    return () => clearTimeout(timer);
  }, [wanted, source]);

  return made?.of === wanted ? made.text : null;
}
