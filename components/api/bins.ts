import type { Series } from '#lib/attempts/attempt-series.ts';
import { queryString } from '#lib/http/query-string.ts';
import type { BinJson, NewBinJson } from '#lib/model/bin-json.ts';
import type { BinSchemaJson } from '#lib/model/bin-schema.ts';
import type { NewSchema, SchemaChange } from '#lib/model/bin-schema-input.ts';
import type { CaptureJson, CapturePage, CaptureSummary, ReplyContent } from '#lib/model/capture-json.ts';
import type { BinChange, CaptureEdit, NewBin, NewLink } from '#lib/model/input.ts';
import type { LinkJson, NewKeyJson, NewLinkJson } from '#lib/model/link-json.ts';
import type { HandReply } from '#lib/model/manual-response-shape.ts';
import type { RedactionInput } from '#lib/model/masking.ts';
import type {
  ProviderSecretsJson,
  SigningSecretsInput,
  SigningSecretsJson,
} from '#lib/model/signing-secret.ts';
import type { Timeline } from '#lib/model/timeline.ts';
import type { CountedKey, ValueCounts } from '#lib/model/value-counts.ts';
import { call, callJson } from './call.ts';
import { readWithProgress } from './read-with-progress.ts';
import { upload } from './upload.ts';

/** A body with its content encodings removed, as far as that was possible. */
export type DecodedBody = {
  bytes: Uint8Array;
  /** The content encodings that were removed, in the order of removal. */
  undone: string[];
  /** The decoded body is longer than the server decodes. */
  truncated: boolean;
  /** Why decoding stopped early, such as `gzip: the data ends before it is complete`; null when it is complete. */
  error: string | null;
};

/** Creates a bin; `token` is needed where the server requires one for it. */
export function createBin(wanted: NewBin, token: string | null): Promise<NewBinJson> {
  return callJson('/bins', { method: 'POST', input: wanted, key: token ?? undefined });
}

export type BinApi = ReturnType<typeof binApi>;

/** The API of one bin, with the key of a link. */
export function binApi({ slug, key }: { slug: string; key: string }) {
  const bin = `/bins/${slug}`;
  const capture = (seq: number) => `${bin}/captures/${seq}`;
  return {
    get: (signal?: AbortSignal) => callJson<BinJson>(bin, { key, signal }),
    change: (input: BinChange) => callJson<BinJson>(bin, { method: 'PATCH', key, input }),
    clone: (input: NewBin) => callJson<NewBinJson>(`${bin}/clone`, { method: 'POST', key, input }),
    /** Deletes the bin; `restore` works for 24 hours. */
    remove: () => call(bin, { method: 'DELETE', key }),
    restore: () => callJson<BinJson>(`${bin}/restore`, { method: 'POST', key }),

    captures: (
      query: { before?: number; after?: number; limit: number; filter?: string; budget?: number },
      signal?: AbortSignal,
    ) => callJson<CapturePage>(`${bin}/captures?${queryString(query)}`, { key, signal }),
    timeline: (
      query: {
        from?: string;
        to?: string;
        buckets: number;
        by: string;
        filter?: string;
        before?: number;
        budget?: number;
      },
      signal?: AbortSignal,
    ) => callJson<Timeline>(`${bin}/timeline?${queryString(query)}`, { key, signal }),
    /** Which values the requests of the bin have for a filter key. */
    values: (of: CountedKey, signal?: AbortSignal) =>
      callJson<ValueCounts>(`${bin}/captures/values?${queryString({ key: of })}`, { key, signal }),
    capture: (seq: number, signal?: AbortSignal) => callJson<CaptureJson>(capture(seq), { key, signal }),
    /** The attempts of the delivery that a capture belongs to; null when it is the only one. */
    attempts: (seq: number, signal?: AbortSignal) =>
      callJson<{ series: Series | null }>(`${capture(seq)}/attempts`, { key, signal }).then(
        ({ series }) => series,
      ),
    changeCapture: (seq: number, input: CaptureEdit) =>
      callJson<CaptureSummary>(capture(seq), { method: 'PATCH', key, input }),
    /** The response that a held sender gets at its deadline. */
    pendingResponse: (seq: number, signal?: AbortSignal) =>
      callJson<{ status: number } & ReplyContent>(`${capture(seq)}/reply`, { key, signal }),
    /** Responds to a held sender. Fails with `not-waiting` or `not-held-here` when it is too late. */
    respond: (seq: number, input: HandReply) => call(`${capture(seq)}/reply`, { method: 'POST', key, input }),
    /** Holds a request longer, until this many milliseconds from now. Fails like `respond`. */
    holdLonger: (seq: number, forMs: number) =>
      callJson<{ deadline: string }>(`${capture(seq)}/reply`, { method: 'PATCH', key, input: { forMs } }),
    removeCapture: (seq: number) => call(capture(seq), { method: 'DELETE', key, keepalive: true }),
    /** Deletes the captures that match a filter, except pinned ones. */
    removeMatching: (filter: string) =>
      callJson<{ removed: number }>(`${bin}/captures?${queryString({ filter })}`, {
        method: 'DELETE',
        key,
        keepalive: true,
      }),
    removeCaptures: () => call(`${bin}/captures`, { method: 'DELETE', key }),
    /** The body with its content encodings removed. Fails with `content-undecodable` when none of it can be decoded. */
    decodedBody: async (
      seq: number,
      onProgress: (bytes: number, of: number) => void,
      signal?: AbortSignal,
    ): Promise<DecodedBody> => {
      const response = await call(`${capture(seq)}/body?decoded=1`, { key, signal });
      const length = Number(response.headers.get('Content-Length') ?? 0);
      return {
        undone: (response.headers.get('Wirebin-Decoded') ?? '').split(', '),
        truncated: response.headers.has('Wirebin-Truncated'),
        error: response.headers.get('Wirebin-Decode-Error'),
        bytes: await readWithProgress(response, (bytes) => onProgress(bytes, length)),
      };
    },
    /** The body as received. */
    body: async (seq: number, onProgress: (bytes: number) => void, signal?: AbortSignal) =>
      readWithProgress(await call(`${capture(seq)}/body`, { key, signal }), onProgress),

    /** The captures that match a filter, or all of them, as a file, masked or not; its size is not known beforehand. */
    export: async (
      { format, filter, redaction }: { format: string; filter: string; redaction: RedactionInput | null },
      onProgress: (bytes: number) => void,
      signal: AbortSignal,
    ) => {
      const { headers = [], fields = [], unreadable } = redaction ?? {};
      const query = queryString({
        format,
        filter: filter === '' ? undefined : filter,
        redact: redaction ? '1' : undefined,
        headers: headers.length > 0 ? headers.join() : undefined,
        fields: fields.length > 0 ? fields.join() : undefined,
        unreadable,
      });
      return readWithProgress(await call(`${bin}/export?${query}`, { key, signal }), onProgress);
    },
    import: (format: string, file: Blob, onProgress: (bytes: number) => void, signal: AbortSignal) =>
      upload<{ imported: number }>(`${bin}/import?format=${format}`, { key, file, signal, onProgress }),

    signingSecrets: (signal?: AbortSignal) => callJson<SigningSecretsJson>(`${bin}/secrets`, { key, signal }),
    /** Replaces the signing secrets of a provider. Those given by their fingerprint are kept. */
    writeSigningSecrets: (provider: string, input: SigningSecretsInput) =>
      callJson<ProviderSecretsJson>(`${bin}/secrets/${provider}`, { method: 'PUT', key, input }),
    removeSigningSecrets: (provider: string) => call(`${bin}/secrets/${provider}`, { method: 'DELETE', key }),

    schemas: (signal?: AbortSignal) =>
      callJson<{ schemas: BinSchemaJson[] }>(`${bin}/schemas`, { key, signal }).then(
        ({ schemas }) => schemas,
      ),
    addSchema: (input: NewSchema) =>
      callJson<BinSchemaJson>(`${bin}/schemas`, { method: 'POST', key, input }),
    changeSchema: (id: string, input: SchemaChange) =>
      callJson<BinSchemaJson>(`${bin}/schemas/${id}`, { method: 'PATCH', key, input }),
    removeSchema: (id: string) => call(`${bin}/schemas/${id}`, { method: 'DELETE', key }),

    links: (signal?: AbortSignal) => callJson<{ links: LinkJson[] }>(`${bin}/links`, { key, signal }),
    createLink: (input: NewLink) => callJson<NewLinkJson>(`${bin}/links`, { method: 'POST', key, input }),
    /** Replaces the key of the link this page was opened with; the old key stops working at once. */
    rotate: () => callJson<NewKeyJson>(`${bin}/rotate`, { method: 'POST', key }),
    /** A capture as a link with this masking would show it. */
    previewMasked: (seq: number, input: RedactionInput, signal?: AbortSignal) =>
      callJson<CaptureJson>(`${capture(seq)}/redacted`, { method: 'POST', key, input, signal }),
    removeLink: (id: number) => call(`${bin}/links/${id}`, { method: 'DELETE', key }),
  };
}
