'use client';

import { useState } from 'react';
import { storeChoice, storedChoice } from '#components/frame/stored-choices.ts';

const wrapName = 'wirebin.wrap';
/** The longest body that can wrap, bytes: wrapping measures every row. */
const longestWrapped = 1024 * 1024;

/** Whether long lines wrap. The choice is saved in the browser. */
export function useWrap(size: number) {
  const [isOn, setOn] = useState(() => storedChoice(wrapName) !== 'off');
  const canWrap = size <= longestWrapped;
  return {
    wrap: canWrap && isOn,
    canWrap,
    setWrap(wrap: boolean) {
      setOn(wrap);
      storeChoice(wrapName, wrap ? null : 'off');
    },
  };
}
