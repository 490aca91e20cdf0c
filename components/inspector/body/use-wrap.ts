'use client';

import { useState } from 'react';
import { storeChoice, storedChoice } from '#components/frame/stored-choices.ts';

const wrapName = 'wirebin.wrap';
/** A longer body has too many rows to measure each. */
const longestWrapped = 1024 * 1024;

/** Whether lines that are too long go on below; a choice this browser keeps. */
export function useWrap(size: number) {
  const [wanted, setWanted] = useState(() => storedChoice(wrapName) !== 'off');
  const canWrap = size <= longestWrapped;
  return {
    wrap: canWrap && wanted,
    canWrap,
    setWrap(wrap: boolean) {
      setWanted(wrap);
      storeChoice(wrapName, wrap ? null : 'off');
    },
  };
}
