'use client';

import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { countWords } from '#components/frame/count-words.ts';
import { Button } from '#components/ui/button.tsx';
import { decodeText } from '#lib/body/decode.ts';
import { mostPixels, type Preview } from '#lib/body/preview.ts';
import { humanSize } from '#lib/body/size.ts';
import { inertPage } from './inert-page.ts';

type Props = { preview: Preview; bytes: Uint8Array };

/** Pages longer than this are slow to look at, and nobody sends them to be looked at. */
const longestPage = 2 * 1024 * 1024;

/** What can be looked at or listened to, without any of it running, asking for anything or having an origin. */
export default function PreviewView({ preview, bytes }: Props) {
  switch (preview.way) {
    case 'picture':
      return <Picture preview={preview} bytes={bytes} />;
    case 'sound':
    case 'film':
      return <Player preview={preview} bytes={bytes} />;
    case 'page':
      return <Page bytes={bytes} />;
    case 'document':
      return <Pdf bytes={bytes} />;
  }
}

/** The address of bytes as long as they are shown. Their type is the one they were told by, never the sender's word. */
function useBlobUrl(bytes: Uint8Array, essence: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: essence }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, essence]);
  return url;
}

function Frame({ facts, children }: { facts: ReactNode; children: ReactNode }) {
  return (
    <section
      aria-label="Preview of the body"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="flex flex-col gap-2 px-4 py-3 -outline-offset-2 scrolls wide:min-h-0 wide:flex-1 wide:px-5"
    >
      <p className="shrink-0 text-quiet text-small">{facts}</p>
      {children}
    </section>
  );
}

const chequered = {
  background: 'repeating-conic-gradient(var(--color-panel) 0 25%, var(--color-ground) 0 50%) 0 0 / 16px 16px',
};

function Picture({ preview: { essence, size }, bytes }: Props) {
  const url = useBlobUrl(bytes, essence);
  const [wanted, setWanted] = useState(false);
  const [failed, setFailed] = useState(false);
  const isHuge = size !== null && size.width * size.height > mostPixels;
  const facts = (
    <>
      {essence}, {size && `${countWords(size.width)} × ${countWords(size.height)} pixels, `}
      {humanSize(bytes.length)}
    </>
  );
  if (failed)
    return (
      <Frame facts={facts}>This picture cannot be shown: it is cut, or not what its first bytes say.</Frame>
    );
  if (isHuge && !wanted) {
    return (
      <Frame facts={facts}>
        <p>Decoded it may need more memory than this page should take.</p>
        <Button className="self-start" onClick={() => setWanted(true)}>
          Show it all the same
        </Button>
      </Frame>
    );
  }
  return (
    <Frame facts={facts}>
      {url && (
        // biome-ignore lint/performance/noImgElement: what a stranger sent goes through no server of ours again.
        <img
          src={url}
          alt="Body of the request"
          onError={() => setFailed(true)}
          style={chequered}
          className="max-w-full self-start rounded-control border border-line object-contain wide:max-h-full"
        />
      )}
    </Frame>
  );
}

function Player({ preview: { essence, way }, bytes }: Props) {
  const url = useBlobUrl(bytes, essence);
  const [failed, setFailed] = useState(false);
  const facts = `${essence}, ${humanSize(bytes.length)}`;
  if (failed)
    return (
      <Frame facts={facts}>This browser cannot play it: it is cut, or of a kind it does not know.</Frame>
    );
  return (
    <Frame facts={facts}>
      {url && way === 'sound' && (
        // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for a request.
        <audio
          controls
          preload="metadata"
          src={url}
          onError={() => setFailed(true)}
          className="w-full max-w-120"
        />
      )}
      {url && way === 'film' && (
        // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for a request.
        <video
          controls
          preload="metadata"
          src={url}
          onError={() => setFailed(true)}
          className="max-h-full max-w-full self-start rounded-control border border-line"
        />
      )}
    </Frame>
  );
}

/**
 * A page or SVG in a frame with an origin of its own, in which nothing runs and from which nothing is asked
 * (docs/decisions/0024).
 */
function Page({ bytes }: { bytes: Uint8Array }) {
  const page = useMemo(() => {
    if (bytes.length > longestPage) return null;
    const nonce = document.querySelector<HTMLElement>('script[nonce], style[nonce]')?.nonce ?? '';
    return inertPage(decodeText(bytes, null).text, nonce);
  }, [bytes]);
  if (page === null)
    return <Frame facts={humanSize(bytes.length)}>It is too long for a preview; Text shows all of it.</Frame>;
  const left = page.leftOut.length > 0 ? ` Left out: ${page.leftOut.join(', ')}.` : '';
  return (
    <Frame facts={`Shown in a frame where nothing runs and nothing is fetched.${left}`}>
      <iframe
        title="The page that was sent"
        sandbox=""
        srcDoc={page.markup}
        // Pages take a white ground for granted.
        style={{ background: '#fff', colorScheme: 'light' }}
        className="min-h-[60dvh] w-full flex-1 rounded-control border border-line wide:min-h-0"
      />
    </Frame>
  );
}

/** Browsers show PDF in no frame that is sandboxed, and one that is not would have this page's origin. */
function Pdf({ bytes }: { bytes: Uint8Array }) {
  const facts = useMemo(() => pdfFacts(bytes), [bytes]);
  return (
    <Frame facts={`PDF ${facts.version}, ${humanSize(bytes.length)}`}>
      <p className="font-medium">A PDF is looked at in a program of its own: download it.</p>
      <p className="max-w-160 text-quiet">
        Browsers open no PDF in a frame without an origin, and this page lends its own to nothing that a
        stranger sent.
        {facts.encrypted && ' It is encrypted.'}
        {facts.scripts && ' It holds JavaScript.'}
      </p>
    </Frame>
  );
}

/** What is written in the open in a PDF; much of it may be compressed, so that none found means little. */
function pdfFacts(bytes: Uint8Array) {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, longestPage));
  return {
    version: /^%PDF-(\d\.\d)/.exec(text)?.[1] ?? '',
    encrypted: /\/Encrypt\b/.test(text),
    scripts: /\/(?:JavaScript|JS)\b/.test(text),
  };
}
