'use client';

import { useRef, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { announce } from '#components/ui/announcer.tsx';
import type { Draft, DraftFormatId, DraftNote } from '#lib/drafts/draft.ts';
import { utf8OrNull } from '#lib/http/byte-string.ts';
import { fail, failureCode, problemOf } from '#lib/model/errors.ts';
import { pasteSource as words } from './words.ts';

/** The requests in a text. */
export type ReadText = {
  readonly format: DraftFormatId;
  readonly drafts: readonly Draft[];
  readonly notes: readonly DraftNote[];
};

export type PastedState =
  | { readonly is: 'writing' | 'reading' }
  | { readonly is: 'failed'; readonly trouble: Trouble }
  /** `chosen` is null while one of several requests is being chosen. `turn` is different for each choice. */
  | {
      readonly is: 'read';
      readonly found: ReadText;
      readonly chosen: number | null;
      readonly turn: number;
    };

/** The longest text that is read here: characters, and bytes of a file. A longer one would stop the page for too long. */
const longestPasted = 5_000_000;

/** Up to this length, a text is read within a few milliseconds. */
const longestUnnoticed = 50_000;

/** The code that reads texts, which is loaded when it is needed. */
const loadReaders = () => import('./read-drafts.ts');

/** A text that is pasted, and the requests that are read from it. */
export function usePasted() {
  const [text, setText] = useState('');
  const [state, setState] = useState<PastedState>({ is: 'writing' });
  // The turn of the last reading or choice: a reading that was overtaken is dropped.
  const turn = useRef(0);

  async function read(given: string | File): Promise<void> {
    turn.current += 1;
    const mine = turn.current;
    setState({ is: 'reading' });
    try {
      const next = typeof given === 'string' ? given : await textOf(given);
      if (next.length > longestPasted) fail('draft-too-long', words.tooLong(longestPasted));
      const { readDrafts } = await loadReaders();
      // Reading stops the page: before, it shows that it reads.
      if (next.length > longestUnnoticed) await nextFrame();
      // The text and the failure are shown at the same time.
      if (mine === turn.current) setText(next);
      const found = readDrafts(next);
      if (mine !== turn.current) return;
      setState({ is: 'read', found, chosen: found.drafts.length === 1 ? 0 : null, turn: mine });
      announce(words.found(found.drafts.length, words.formats[found.format]));
    } catch (error) {
      if (mine === turn.current) setState({ is: 'failed', trouble: troubleOfReading(error) });
    }
  }

  function choose(chosen: number | null): void {
    if (state.is !== 'read') return;
    turn.current += 1;
    setState({ ...state, chosen, turn: turn.current });
  }

  function write(next: string): void {
    turn.current += 1;
    setText(next);
    setState({ is: 'writing' });
  }

  return { text, state, read, choose, write };
}

/** The text of a file. Fails with `draft-too-long`, or with `draft-unreadable` if it is not UTF-8. */
async function textOf(file: File): Promise<string> {
  if (file.size > longestPasted) fail('draft-too-long', words.tooLong(longestPasted));
  return (
    utf8OrNull(new Uint8Array(await file.arrayBuffer())) ?? fail('draft-unreadable', words.notText(file.name))
  );
}

/** Resolves when the page was drawn. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function troubleOfReading(error: unknown): Trouble {
  return failureCode(error) === null ? troubleFrom(error) : problemOf(error, location.origin);
}
