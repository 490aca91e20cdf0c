'use client';

import { useState } from 'react';
import { countWords } from '#components/frame/count-words.ts';
import { Visible } from '../wire-text.tsx';

/** How much of a text is drawn at first, and how much more at every wish. */
const first = 2000;
const more = 20_000;

/** Text that may be as long as a body: its beginning, and more of it on request. */
export function LongText({ text }: { text: string }) {
  const [shown, setShown] = useState(first);
  if (text.length <= shown) return <Visible text={text} />;
  return (
    <>
      <Visible text={text.slice(0, shown)} />
      <button
        type="button"
        className="mx-1 rounded-mark bg-hover px-1 font-sans text-quiet text-small hover:text-ink"
        onClick={() => setShown(shown + more)}
      >
        … {countWords(text.length - shown)} more characters
      </button>
    </>
  );
}
