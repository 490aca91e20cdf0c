import type { ReactNode } from 'react';
import { renderByIndex } from './render-by-index.tsx';

/**
 * A sentence with elements in it: `{name}` in the text stands for the part of that name, as in
 * `textWith('Press {key} to close.', { key: <Kbd>Esc</Kbd> })`. So a sentence stays whole where the words are listed.
 */
export function textWith(text: string, parts: Readonly<Record<string, ReactNode>>): ReactNode {
  return renderByIndex(text.split(/(\{\w+\})/), (piece) => {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    return name !== undefined && name in parts ? parts[name] : piece;
  });
}
