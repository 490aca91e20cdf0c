'use client';

import { useEffect, useRef, useState } from 'react';
import { isAbort, type Trouble, troubleFrom } from '#components/api/call.ts';

export type Transfer<T> =
  | { is: 'idle' }
  | { is: 'moving'; done: number }
  | { is: 'done'; result: T }
  | { is: 'failed'; trouble: Trouble };

/** A long upload or download: its progress, a way to stop it, and its result. It stops when its dialog closes. */
export function useTransfer<T>() {
  const [state, setState] = useState<Transfer<T>>({ is: 'idle' });
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  async function start(move: (onProgress: (bytes: number) => void, signal: AbortSignal) => Promise<T>) {
    const controller = new AbortController();
    leaving.current = controller;
    setState({ is: 'moving', done: 0 });
    try {
      const result = await move((done) => setState({ is: 'moving', done }), controller.signal);
      setState({ is: 'done', result });
    } catch (error) {
      setState(isAbort(error) ? { is: 'idle' } : { is: 'failed', trouble: troubleFrom(error) });
    }
  }

  return { state, start, stop: () => leaving.current?.abort(), reset: () => setState({ is: 'idle' }) };
}
