import { ExternalLink, Handshake } from 'lucide-react';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { handshakeWords } from '#lib/providers/handshake/names.ts';
import { subscribeUrl } from '#lib/providers/handshake/subscribe-url.ts';
import { handshake as words } from './words.ts';

type Props = { summary: CaptureSummary; capture: CaptureJson };

/** For a URL verification request: how it was answered, or the link that confirms it. */
export function HandshakeLines({ summary: { reply }, capture }: Props) {
  const shaken = reply && handshakeWords(reply);
  // A masked URL would not work.
  const url = capture.body.text && !capture.masked ? subscribeUrl(capture.body.text) : null;
  return (
    <>
      {shaken && (
        <p className="mt-1.5 flex items-start gap-2">
          <Handshake className="mt-0.5 size-3.5 shrink-0 text-quiet" aria-hidden />
          <span className="min-w-0 [overflow-wrap:anywhere]">{`${shaken}.`}</span>
        </p>
      )}
      {url !== null && (
        <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            title={url}
            className="inline-flex items-center gap-1.5 text-accent underline touch:min-h-9"
          >
            <ExternalLink className="size-3.5 shrink-0" aria-hidden /> {words.confirm}
          </a>
          <span className="text-quiet">{words.confirmHint}</span>
        </p>
      )}
    </>
  );
}
