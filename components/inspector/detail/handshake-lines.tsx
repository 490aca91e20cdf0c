import { ExternalLink, Handshake } from 'lucide-react';
import type { CaptureJson, CaptureSummary } from '#lib/model/capture-json.ts';
import { subscribeUrl } from '#lib/providers/handshake/subscribe-url.ts';
import { shakenWords } from '#lib/providers/handshake/words.ts';

type Props = { summary: CaptureSummary; capture: CaptureJson | null };

/** Of a request with which a provider asks whether it is meant: how that was answered, or the link that answers it. */
export function HandshakeLines({ summary: { reply }, capture }: Props) {
  const shaken = reply && shakenWords(reply);
  // Of what is masked a link would lead nowhere.
  const url = capture?.body.text && !capture.masked ? subscribeUrl(capture.body.text) : null;
  return (
    <>
      {shaken && (
        <p className="mt-1.5 flex items-start gap-2">
          <Handshake className="mt-0.5 size-3.5 shrink-0 text-quiet" aria-hidden />
          <span className="min-w-0 [overflow-wrap:anywhere]">{shaken}.</span>
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
            <ExternalLink className="size-3.5 shrink-0" aria-hidden /> Confirm the subscription at Amazon SNS
          </a>
          <span className="text-quiet">Nothing is confirmed before that: Wirebin does not open it.</span>
        </p>
      )}
    </>
  );
}
