'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { announce } from './announcer.tsx';
import { copyText } from './clipboard.ts';
import { noticeTrouble } from './notices.tsx';

/** How long a button says that something was copied, milliseconds. */
const confirmFor = 1600;

/** Copies, and knows for a moment that it did. `name` is what was copied, as it is announced. */
export function useCopied(name: string) {
  const [state, setState] = useState<'idle' | 'busy' | 'copied'>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = useCallback(
    async (text: string | (() => string | Promise<string>)) => {
      clearTimeout(timer.current);
      setState('busy');
      try {
        await copyText(typeof text === 'string' ? text : text());
        setState('copied');
        announce(`${name} copied`);
        timer.current = setTimeout(() => setState('idle'), confirmFor);
      } catch (error) {
        setState('idle');
        noticeTrouble(`${name} was not copied.`, error);
      }
    },
    [name],
  );
  return { state, copy };
}
