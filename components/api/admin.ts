import type { WaitLimits } from '#lib/model/bin-limits.ts';
import type { Rate } from '#lib/model/rate.ts';
import { call, callJson } from './call.ts';

/** The state of the server, as `GET /api/v1/admin` returns it. */
export type InstanceJson = {
  startedAt: string;
  draining: boolean;
  create: 'open' | 'token' | 'none';
  captures: { perSecond: number; total: number; bytes: number };
  refused: Record<'rate-limit' | 'blocked' | 'draining' | 'full', number>;
  connections: { all: number; watching: number };
  memory: { rss: number; heapUsed: number };
  /** `bytes` is the length of its file; `usedBytes` leaves out what is free in it, and may come to `maxBytes`. */
  database: { bytes: number; bins: number; usedBytes: number; maxBytes: number | null; isFull: boolean };
  /** Requests whose response is delayed, held or slow right now. */
  waiting: number;
  eventLoopDelay: { lastMs: number; worstMs: number };
  limits: Record<'perBin' | 'perAddress' | 'perKey' | 'create' | 'bytesPerAddress', Rate | null> & {
    waiting: WaitLimits;
    countedIn: 'process' | 'redis' | 'process-for-want-of-redis';
  };
  /** One entry for each second of the last minute, oldest first. */
  seconds: { captures: number; refused: number }[];
};

export type BinUseJson = {
  slug: string;
  name: string | null;
  createdAt: string;
  received: number;
  /** Stored now, headers included. */
  bytes: number;
  refused: number;
  /** Captures a second. */
  rate: number;
  declared: boolean;
  blocked: boolean;
};

export type BinUsesJson = { bins: BinUseJson[]; next: string | null };

export type BlockJson = {
  id: number;
  kind: 'slug' | 'range';
  value: string;
  reason: string | null;
  createdAt: string;
  expiresAt: string | null;
};

export type NewBlock = { slug?: string; range?: string; reason?: string; expiresAt?: string };

export type BinUsesQuery = { by: string; order: 'asc' | 'desc'; slug: string; after?: string };

export type AdminApi = ReturnType<typeof adminApi>;

/** The API for the operator of the server, with the admin token. */
export function adminApi(token: string) {
  const key = token;
  return {
    get: (signal?: AbortSignal) => callJson<InstanceJson>('/admin', { key, signal }),
    drain: () => callJson<InstanceJson>('/admin/drain', { method: 'POST', key }),
    undrain: () => callJson<InstanceJson>('/admin/drain', { method: 'DELETE', key }),
    bins: (query: BinUsesQuery, signal?: AbortSignal) =>
      callJson<BinUsesJson>(`/admin/bins?${new URLSearchParams(query)}`, { key, signal }),
    removeBin: (slug: string) => call(`/admin/bins/${slug}`, { method: 'DELETE', key }),
    createLink: (slug: string) =>
      callJson<{ inspectUrl: string; key: string }>(`/admin/bins/${slug}/links`, { method: 'POST', key }),
    blocks: (signal?: AbortSignal) => callJson<{ blocks: BlockJson[] }>('/admin/blocks', { key, signal }),
    block: (input: NewBlock) => callJson<BlockJson>('/admin/blocks', { method: 'POST', key, input }),
    unblock: (id: number) => call(`/admin/blocks/${id}`, { method: 'DELETE', key }),
  };
}
