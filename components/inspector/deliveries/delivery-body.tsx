'use client';

import { useCallback, useMemo } from 'react';
import type { Remark } from '#components/body/content.ts';
import { ContentView } from '#components/body/content-view.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { TroubleNote } from '#components/ui/trouble-note.tsx';
import { type OnProgress, useLoad } from '#components/ui/use-load.ts';
import { extensionOf } from '#lib/http/body-file-name.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import { bytesTold } from '#lib/summary/capture-summary.ts';
import { decodeResponse, type ShownBody } from './decode-response.ts';
import { hopView as words } from './words.ts';

type Props = {
  /** What it is called in labels: `Response body`. */
  name: string;
  /** The name of the downloaded file, without its extension. */
  fileName: string;
  headers: readonly Header[];
  /** The body as text or base64; null for both if it has to be fetched. */
  told: { readonly text: string | null; readonly base64: string | null };
  /** Must stay the same function for the same body. */
  fetch: (onProgress: OnProgress, signal: AbortSignal) => Promise<Uint8Array>;
  remarks: readonly Remark[];
};

/** The body of a request or a response of a delivery, in the views that bodies of captures have. */
export function DeliveryBody({ name, fileName, headers, told: { text, base64 }, fetch, remarks }: Props) {
  const load = useCallback(
    async (onProgress: OnProgress, signal: AbortSignal): Promise<ShownBody> => {
      const isTold = text !== null || base64 !== null;
      const bytes = isTold ? bytesTold({ text, base64 }) : await fetch(onProgress, signal);
      return decodeResponse(headers, bytes);
    },
    [headers, text, base64, fetch],
  );
  const { state, load: retry } = useLoad({ known: null, startAtOnce: true, fetch: load });
  if (state.is === 'failed') return <TroubleNote trouble={state.trouble} onRetry={retry} />;
  if (state.is !== 'ready') {
    return (
      <div role="status" aria-label={words.loading}>
        <Spinner />
      </div>
    );
  }
  return <Shown name={name} fileName={fileName} headers={headers} body={state.value} remarks={remarks} />;
}

type ShownProps = Pick<Props, 'name' | 'fileName' | 'headers' | 'remarks'> & { body: ShownBody };

function Shown({ name, fileName, headers, body: { bytes, coding, isDecoded }, remarks }: ShownProps) {
  const contentType = first(headers, 'content-type');
  const content = useMemo(
    () => ({
      bytes,
      contentType,
      name,
      fileName: `${fileName}.${extensionOf(contentType)}`,
      // Parts that are saved from a body are named after its request, which a delivery is not.
      seq: 0,
      sha256: null,
      remarks: [
        ...remarks,
        ...(coding === null
          ? []
          : [{ tone: 'quiet' as const, words: isDecoded ? words.decoded(coding) : words.encoded(coding) }]),
      ],
      isEncoded: coding !== null && !isDecoded,
    }),
    [bytes, contentType, name, fileName, remarks, coding, isDecoded],
  );
  return <ContentView content={content} />;
}
