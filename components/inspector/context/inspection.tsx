'use client';

import { createContext, useContext } from 'react';
import { type BinApi, binApi } from '#components/api/bins.ts';
import { type DeliveryApi, deliveryApi } from '#components/api/deliveries.ts';
import { createDeliveryNews, type DeliveryNews } from '#components/api/delivery-news.ts';
import { type BinStore, createBinStore } from '#components/bin/bin-store.ts';
import { type Action, isAllowed } from '#lib/access/permissions.ts';
import type { BinJson } from '#lib/model/bin-json.ts';
import type { CapturePage } from '#lib/model/capture-json.ts';
import type { Role } from '#lib/model/link.ts';
import type { Sending } from '#lib/outgoing/sending.ts';
import { type BodyCache, bodyCache } from './body-cache.ts';
import { type CaptureCache, captureCache } from './capture-cache.ts';

/** What the HTML page knows about the bin. */
export type OpenedBin = {
  key: string;
  role: Role;
  /** The one capture the link opens; null for the whole bin. */
  captureSeq: number | null;
  /** Secrets are masked for this link. */
  redacted: boolean;
  sending: Sending;
  state: BinJson;
  firstPage: CapturePage;
};

/** What every part of the inspector uses; it stays the same until the slug of the bin changes. */
export type Inspection = {
  bin: Pick<OpenedBin, 'key' | 'role' | 'captureSeq' | 'redacted' | 'sending'> &
    Pick<BinJson, 'slug' | 'captureUrl'>;
  api: BinApi;
  deliveries: DeliveryApi;
  deliveryNews: DeliveryNews;
  /** The settings and numbers of the bin, as last fetched. */
  state: BinStore;
  captures: CaptureCache;
  bodies: BodyCache;
  may: (action: Action) => boolean;
};

export function openInspection({ key, role, captureSeq, redacted, sending, state }: OpenedBin): Inspection {
  const { slug, captureUrl } = state;
  const api = binApi({ slug, key });
  return {
    bin: { key, slug, role, captureSeq, redacted, sending, captureUrl },
    api,
    deliveries: deliveryApi({ slug, key }),
    deliveryNews: createDeliveryNews(),
    state: createBinStore(api, state),
    captures: captureCache(api),
    bodies: bodyCache(api),
    may: (action) => isAllowed({ role, captureSeq, redaction: redacted || null }, action),
  };
}

const InspectionContext = createContext<Inspection | null>(null);

export const InspectionProvider = InspectionContext;

export function useInspection(): Inspection {
  const inspection = useContext(InspectionContext);
  if (!inspection) throw new Error('useInspection needs an InspectionProvider around it.');
  return inspection;
}
