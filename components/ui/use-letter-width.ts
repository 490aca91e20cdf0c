'use client';

import { useEffect, useState } from 'react';

/** Assumed until it is measured: 0.6 of the size of `wire`, pixels. */
const assumed = 7.5;

/** The width of a letter of the monospaced face in the size of `wire`, pixels. Some screens round it to whole pixels. */
export function useLetterWidth(): number {
  const [width, setWidth] = useState(assumed);
  useEffect(() => {
    let isGone = false;
    document.fonts.ready.then(() => isGone || setWidth(measured()));
    return () => {
      isGone = true;
    };
  }, []);
  return width;
}

function measured(): number {
  const probe = document.createElement('span');
  probe.className = 'wire absolute invisible';
  probe.textContent = '0'.repeat(50);
  document.body.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width / 50 || assumed;
}
