import type { Series } from '#lib/attempts/series.ts';
import type { CaptureJson, CapturePage, CaptureSummary, ReplyContent } from '#lib/model/capture-json.ts';
import type { HandReply } from '#lib/model/hand-reply-shape.ts';
import type { BinChange, CaptureEdit, NewBin, NewLink } from '#lib/model/input.ts';
import type { Role } from '#lib/model/link.ts';
import type { Redaction, RedactionInput } from '#lib/model/redaction.ts';
import type { Timeline } from '#lib/model/timeline.ts';
import { call, callJson } from './call.ts';
import { readWithProgress } from './read-with-progress.ts';
import { upload } from './upload.ts';

/** What a bin keeps, as told to those whose link shows all of it. */
type Numbers = {
  bytes: number;
  pinned: number;
  pinnedBytes: number;
  /** How many captures had to go because newer ones came. */
  rotatedOut: number;
  lastRequestAt: string | null;
  expiresAt: string | null;
};

/** A bin as `GET /api/v1/bins/{slug}` answers. */
export type BinJson = Partial<Numbers> & {
  slug: string;
  name: string | null;
  description: string | null;
  createdAt: string;
  captureUrl: string;
  /** How many captures and bytes of them it keeps, pinned ones aside. */
  capacity: number;
  maxBytes: number;
  /** Seconds after the last request or visit; null for never. */
  expiresAfter: number | null;
  /** The most it may choose of these on this server; null where anything goes. */
  ceiling: { capacity: number | null; maxBytes: number | null; expiresAfter: number | null };
  frozen: boolean;
  role: Role;
  /** What the link shows, when it is not everything: one capture, or masked ones. */
  captureSeq: number | null;
  redacted: boolean;
  head: number;
  total: number;
  /** How many requests a rate limit turned away. */
  refused: number;
  /** Slugs it had before, which lead to it until then. */
  formerSlugs: { slug: string; until: string }[];
};

/** What making a bin answers: the key is told this once. */
export type NewBinJson = Pick<BinJson, 'slug' | 'name' | 'createdAt' | 'captureUrl'> & {
  inspectUrl: string;
  key: string;
};

/** A link as listed: without its key, which nobody knows any more. */
export type LinkJson = {
  id: number;
  role: Role;
  label: string | null;
  /** The one capture it opens; null for the whole bin. */
  captureSeq: number | null;
  /** What it masks; null when nothing. */
  redaction: Redaction | null;
  /** How many pages are open with it right now. */
  open: number;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
};

/** What making a link answers. */
export type NewLinkJson = LinkJson & { key: string; inspectUrl: string };

/** What could be decoded of a body. */
export type DecodedBody = {
  bytes: Uint8Array;
  /** The codings that were undone, the last one applied first. */
  undone: string[];
  /** There is more: the server decodes no further. */
  truncated: boolean;
  /** Where the data broke off: `gzip: the data ends before it is complete`; null when all is well. */
  error: string | null;
};

/** `token` where making a bin takes one. */
export function createBin(wanted: NewBin, token: string | null): Promise<NewBinJson> {
  return callJson('/bins', { method: 'POST', input: wanted, key: token ?? undefined });
}

export type BinApi = ReturnType<typeof binApi>;

/** The API of one bin, opened with a key. */
export function binApi({ slug, key }: { slug: string; key: string }) {
  const bin = `/bins/${slug}`;
  const capture = (seq: number) => `${bin}/captures/${seq}`;
  return {
    look: (signal?: AbortSignal) => callJson<BinJson>(bin, { key, signal }),
    change: (input: BinChange) => callJson<BinJson>(bin, { method: 'PATCH', key, input }),
    clone: (input: NewBin) => callJson<NewBinJson>(`${bin}/clone`, { method: 'POST', key, input }),
    /** Deletes the bin; for a day `restore` brings it back. */
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
    capture: (seq: number, signal?: AbortSignal) => callJson<CaptureJson>(capture(seq), { key, signal }),
    /** The attempts of the delivery a capture belongs to; null where nothing ties it to another. */
    attempts: (seq: number, signal?: AbortSignal) =>
      callJson<{ series: Series | null }>(`${capture(seq)}/attempts`, { key, signal }).then(
        ({ series }) => series,
      ),
    changeCapture: (seq: number, input: CaptureEdit) =>
      callJson<CaptureSummary>(capture(seq), { method: 'PATCH', key, input }),
    /** What a sender that is held gets at its deadline. */
    heldReply: (seq: number, signal?: AbortSignal) =>
      callJson<{ status: number } & ReplyContent>(`${capture(seq)}/reply`, { key, signal }),
    /** Answers a sender that is held. Fails as `not-waiting` or `not-held-here` when it is too late. */
    answer: (seq: number, input: HandReply) => call(`${capture(seq)}/reply`, { method: 'POST', key, input }),
    removeCapture: (seq: number) => call(capture(seq), { method: 'DELETE', key }),
    /** Those a filter finds, but the pinned ones. */
    removeFound: (filter: string) =>
      callJson<{ removed: number }>(`${bin}/captures?${queryString({ filter })}`, { method: 'DELETE', key }),
    removeCaptures: () => call(`${bin}/captures`, { method: 'DELETE', key }),
    /** The body with its content codings undone; how long that is, is known with the first bytes. Fails as `content-undecodable` when none of it can be. */
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
    /** The body's bytes, saying how many have come as they do. */
    body: async (seq: number, onProgress: (bytes: number) => void, signal?: AbortSignal) =>
      readWithProgress(await call(`${capture(seq)}/body`, { key, signal }), onProgress),

    /** The captures of the bin, or those a filter finds, as a document; its size is not known before. */
    export: async (
      format: string,
      filter: string,
      onProgress: (bytes: number) => void,
      signal: AbortSignal,
    ) => {
      const query = new URLSearchParams({ format, ...(filter === '' ? {} : { filter }) });
      return readWithProgress(await call(`${bin}/export?${query}`, { key, signal }), onProgress);
    },
    import: (format: string, file: Blob, onProgress: (bytes: number) => void, signal: AbortSignal) =>
      upload<{ imported: number }>(`${bin}/import?format=${format}`, { key, file, signal, onProgress }),

    links: (signal?: AbortSignal) => callJson<{ links: LinkJson[] }>(`${bin}/links`, { key, signal }),
    addLink: (input: NewLink) => callJson<NewLinkJson>(`${bin}/links`, { method: 'POST', key, input }),
    /** Another key for the link this page was opened with; the one it has opens nothing from then on. */
    rotate: () => callJson<{ key: string; inspectUrl: string }>(`${bin}/rotate`, { method: 'POST', key }),
    /** A capture as a link with this redaction would show it. */
    redacted: (seq: number, input: RedactionInput, signal?: AbortSignal) =>
      callJson<CaptureJson>(`${capture(seq)}/redacted`, { method: 'POST', key, input, signal }),
    removeLink: (id: number) => call(`${bin}/links/${id}`, { method: 'DELETE', key }),
  };
}

function queryString(query: Record<string, number | string | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
