'use client';

import type { ReactNode } from 'react';
import type { LoadState } from '#components/ui/use-load.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import { isEncoded } from '../context/is-encoded.ts';
import { useBody, useDecoded } from './use-body.ts';

/** The body of a capture with its content encodings decoded, as far as it is loaded. */
export type LoadedContent = {
  readonly state: LoadState<unknown>;
  /** Null while it is not loaded, and where it cannot be decoded. */
  readonly bytes: Uint8Array | null;
  /** Why it cannot be decoded, or not all of it; null where it can. */
  readonly undecodable: string | null;
  readonly load: () => void;
};

type Props = { capture: CaptureJson; children: (content: LoadedContent) => ReactNode };

/** Loads the decoded body of a capture for its children. */
export function WithContent({ capture, children }: Props) {
  return isEncoded(capture) ? (
    <Decoded capture={capture}>{children}</Decoded>
  ) : (
    <AsReceived capture={capture}>{children}</AsReceived>
  );
}

function AsReceived({ capture, children }: Props) {
  const { state, load } = useBody(capture);
  return children({ state, bytes: state.is === 'ready' ? state.value : null, undecodable: null, load });
}

function Decoded({ capture, children }: Props) {
  const { state, load } = useDecoded(capture);
  const outcome = state.is === 'ready' ? state.value : null;
  const bytes = outcome?.is === 'decoded' ? outcome.bytes : null;
  const undecodable = (outcome?.is === 'undecodable' ? outcome.why : outcome?.error) ?? null;
  return children({ state, bytes, undecodable, load });
}
