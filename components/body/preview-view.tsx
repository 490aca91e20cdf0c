'use client';

import { useEffect, useMemo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { mostPixels, type Preview } from '#lib/body/preview.ts';
import { humanSize } from '#lib/body/size.ts';
import { PreviewFrame } from './preview-frame.tsx';
import { SandboxedPage } from './sandboxed-page.tsx';
import { previewView as words } from './words.ts';

type Props = { preview: Preview; bytes: Uint8Array };

/** The longest text of a PDF that is searched for facts, bytes. */
const longestText = 2 * 1024 * 1024;

/** Shows images, audio, video and pages without running scripts, sending requests or using this page's origin. */
export default function PreviewView({ preview, bytes }: Props) {
  switch (preview.way) {
    case 'picture':
      return <Picture preview={preview} bytes={bytes} />;
    case 'sound':
    case 'film':
      return <Player preview={preview} bytes={bytes} />;
    case 'page':
      return <SandboxedPage bytes={bytes} />;
    case 'document':
      return <Pdf bytes={bytes} />;
  }
}

/** A blob URL of bytes while they are shown. Its type is the one detected from the bytes, never the Content-Type of the sender. */
function useBlobUrl(bytes: Uint8Array, essence: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const blobUrl = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: essence }));
    setUrl(blobUrl);
    return () => URL.revokeObjectURL(blobUrl);
  }, [bytes, essence]);
  return url;
}

const chequered = {
  background: 'repeating-conic-gradient(var(--color-panel) 0 25%, var(--color-ground) 0 50%) 0 0 / 16px 16px',
};

function Picture({ preview: { essence, size }, bytes }: Props) {
  const url = useBlobUrl(bytes, essence);
  const [isConfirmed, setConfirmed] = useState(false);
  const [failed, setFailed] = useState(false);
  const isHuge = size !== null && size.width * size.height > mostPixels;
  const length = humanSize(bytes.length);
  const facts = size
    ? words.sizedImage(essence, size.width, size.height, length)
    : words.image(essence, length);
  if (failed) return <PreviewFrame facts={facts}>{words.brokenImage}</PreviewFrame>;
  if (isHuge && !isConfirmed) {
    return (
      <PreviewFrame facts={facts}>
        <p>{words.hugeImage}</p>
        <Button className="self-start" onClick={() => setConfirmed(true)}>
          {words.showImage}
        </Button>
      </PreviewFrame>
    );
  }
  return (
    <PreviewFrame facts={facts}>
      {url && (
        // biome-ignore lint/performance/noImgElement: received files are not sent through the image optimizer.
        <img
          src={url}
          alt={words.imageAlt}
          onError={() => setFailed(true)}
          style={chequered}
          className="max-w-full self-start rounded-control border border-line object-contain wide:max-h-full"
        />
      )}
    </PreviewFrame>
  );
}

function Player({ preview: { essence, way }, bytes }: Props) {
  const url = useBlobUrl(bytes, essence);
  const [failed, setFailed] = useState(false);
  const facts = words.media(essence, humanSize(bytes.length));
  if (failed) return <PreviewFrame facts={facts}>{words.brokenMedia}</PreviewFrame>;
  return (
    <PreviewFrame facts={facts}>
      {url && way === 'sound' && (
        // biome-ignore lint/a11y/useMediaCaption: a request has no captions.
        <audio
          controls
          preload="metadata"
          src={url}
          onError={() => setFailed(true)}
          className="w-full max-w-120"
        />
      )}
      {url && way === 'film' && (
        // biome-ignore lint/a11y/useMediaCaption: a request has no captions.
        <video
          controls
          preload="metadata"
          src={url}
          onError={() => setFailed(true)}
          className="max-h-full max-w-full self-start rounded-control border border-line"
        />
      )}
    </PreviewFrame>
  );
}

/** Browsers do not display PDF files in sandboxed frames, and other frames would have this page's origin. */
function Pdf({ bytes }: { bytes: Uint8Array }) {
  const facts = useMemo(() => pdfFacts(bytes), [bytes]);
  return (
    <PreviewFrame facts={words.pdf(facts.version, humanSize(bytes.length))}>
      <p className="font-medium">{words.pdfDownload}</p>
      <p className="max-w-160 text-quiet">
        {[
          words.pdfReason,
          ...(facts.encrypted ? [words.pdfEncrypted] : []),
          ...(facts.scripts ? [words.pdfScripts] : []),
        ].join(' ')}
      </p>
    </PreviewFrame>
  );
}

/** Facts found in the uncompressed text of a PDF. Much of it may be compressed, so `false` is not reliable. */
function pdfFacts(bytes: Uint8Array) {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, longestText));
  return {
    version: /^%PDF-(\d\.\d)/.exec(text)?.[1] ?? '',
    encrypted: /\/Encrypt\b/.test(text),
    scripts: /\/(?:JavaScript|JS)\b/.test(text),
  };
}
