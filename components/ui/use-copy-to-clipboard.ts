'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { announce } from './announcer.tsx';
import { copyText } from './clipboard.ts';
import { noticeTrouble } from './notices.tsx';
import { copying } from './words.ts';

/** How long the state stays `copied`, milliseconds. */
const confirmFor = 1600;

/** Copies to the clipboard; the state is `copied` for a moment afterwards. `name` is what is announced as copied. */
export function useCopyToClipboard(name: string) {
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
        announce(copying.copiedName(name));
        timer.current = setTimeout(() => setState('idle'), confirmFor);
      } catch (error) {
        setState('idle');
        noticeTrouble(copying.failed(name), error);
      }
    },
    [name],
  );
  return { state, copy };
}
