import type { ReactNode } from 'react';
import { renderByIndex } from './render-by-index.tsx';

/** A message in which text between backticks is code, as in ``Use a colon after `path`.`` */
export function textWithCode(message: string): ReactNode {
  return renderByIndex(message.split(/`([^`]+)`/), (piece, index) =>
    index % 2 === 1 ? <code className="wire">{piece}</code> : piece,
  );
}
