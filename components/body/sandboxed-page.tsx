'use client';

import { useMemo } from 'react';
import { decodeText } from '#lib/body/decode-text.ts';
import { humanSize } from '#lib/body/size.ts';
import { inertPage } from './inert-page.ts';
import { PreviewFrame } from './preview-frame.tsx';
import { previewView as words } from './words.ts';

/** The longest page that is previewed, bytes. */
const longestPage = 2 * 1024 * 1024;

/** A page or SVG in a sandboxed frame with an opaque origin, without scripts and network requests (docs/decisions/0024). */
export function SandboxedPage({ bytes }: { bytes: Uint8Array }) {
  const page = useMemo(() => {
    if (bytes.length > longestPage) return null;
    const nonce = document.querySelector<HTMLElement>('script[nonce], style[nonce]')?.nonce ?? '';
    return inertPage(decodeText(bytes, null).text, nonce);
  }, [bytes]);
  if (page === null) return <PreviewFrame facts={humanSize(bytes.length)}>{words.pageTooLong}</PreviewFrame>;
  const removed = [
    ...(page.removed.scripts ? [words.scripts] : []),
    ...(page.removed.external ? [words.externalResources] : []),
  ];
  return (
    <PreviewFrame facts={removed.length > 0 ? words.sandboxedWithout(removed) : words.sandboxed}>
      <iframe
        title={words.page}
        sandbox=""
        srcDoc={page.markup}
        // Pages expect a white background.
        style={{ background: '#fff', colorScheme: 'light' }}
        className="min-h-[60dvh] w-full flex-1 rounded-control border border-line wide:min-h-0"
      />
    </PreviewFrame>
  );
}
