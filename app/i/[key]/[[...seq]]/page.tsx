import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { binTitle } from '#components/bin/known-bins.ts';
import { Inspector } from '#components/inspector/inspector.tsx';
import { openEntry } from '#lib/access/entry.ts';
import { captureView } from '#lib/access/view.ts';
import { failureCode } from '#lib/model/errors.ts';
import { seqShape } from '#lib/model/input.ts';
import { captureUrl } from '../../../origin.ts';
import { services } from '../../../services.ts';
import { pageWithHeld } from '../../../with-held.ts';

type Props = {
  params: Promise<{ key: string; seq?: string[] }>;
  searchParams: Promise<{ filter?: string | string[] }>;
};

/** How many rows come with the HTML: more than any screen shows. */
const firstRows = 100;

/** What the key in the address opens; once a request. */
const enter = cache(async (key: string) => {
  const { store } = await services();
  try {
    return await openEntry(store, key, Date.now());
  } catch (error) {
    if (failureCode(error) === 'key-unknown') return notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const { bin } = await enter((await params).key);
  return { title: binTitle(bin), robots: { index: false, follow: false } };
}

export default async function InspectorPage({ params, searchParams }: Props) {
  const { key, seq } = await params;
  const { filter } = await searchParams;
  const { bin, link } = await enter(key);
  const running = await services();
  const captures = captureView(running, { bin, link });
  const firstPage = await captures.list({ limit: firstRows });
  const opened = {
    key,
    slug: bin.slug,
    name: bin.name,
    role: link.role,
    captureSeq: link.captureSeq,
    redacted: link.redaction !== null,
    captureUrl: await captureUrl(bin.slug),
    firstPage: pageWithHeld(bin.id, firstPage, running),
  };
  return <Inspector bin={opened} seq={seqOf(seq)} filter={typeof filter === 'string' ? filter : ''} />;
}

/** The capture named in the address; null for the newest. */
function seqOf(parts: string[] | undefined): number | null {
  if (parts === undefined) return null;
  const seq = parts.length === 1 ? seqShape.safeParse(parts[0]) : null;
  if (!seq?.success) return notFound();
  return seq.data === 'latest' ? null : seq.data;
}
