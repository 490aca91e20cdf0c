import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DeletedBin } from '#components/bin/deleted-bin.tsx';
import { binTitle } from '#components/bin/saved-bins.ts';
import { Inspector } from '#components/inspector/inspector.tsx';
import { restorableUntil } from '#lib/access/open-bin.ts';
import { openView } from '#lib/access/views/open-view.ts';
import { longestFilter, seqShape } from '#lib/model/input.ts';
import { pageWithHeld } from '#lib/summary/with-held.ts';
import { binState, rightsJson } from '../../../api/bin-json.ts';
import { sendingOf } from '../../../sending.ts';
import { services } from '../../../services.ts';
import { enter } from '../enter.ts';

type Props = {
  params: Promise<{ key: string; seq?: string[] }>;
  searchParams: Promise<{ filter?: string | string[] }>;
};

/** The number of rows in the HTML: more than any screen shows. */
const firstRows = 100;

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const { bin } = await enter((await params).key);
  return { title: binTitle(bin), robots: { index: false, follow: false } };
}

export default async function InspectorPage({ params, searchParams }: Props) {
  const { key, seq } = await params;
  const { filter } = await searchParams;
  const { bin, link } = await enter(key);
  if (bin.deletedAt !== null) {
    const until = new Date(restorableUntil(bin)).toISOString();
    return (
      <DeletedBin binKey={key} slug={bin.slug} title={binTitle(bin)} {...rightsJson(link)} until={until} />
    );
  }
  const running = await services();
  const captures = openView(running, { bin, link }, { name: `link ${link.id}` });
  const firstPage = await captures.list({ limit: firstRows });
  const opened = {
    key,
    role: link.role,
    captureSeq: link.captureSeq,
    redacted: link.redaction !== null,
    sending: sendingOf(running),
    state: await binState({ bin, link, captures }, running),
    firstPage: pageWithHeld(bin.id, firstPage, running),
  };
  return (
    <Inspector
      bin={opened}
      seq={seqOf(seq)}
      filter={typeof filter === 'string' && filter.length <= longestFilter ? filter : ''}
    />
  );
}

/** The capture in the URL; null for the newest. */
function seqOf(parts: string[] | undefined): number | null {
  if (parts === undefined) return null;
  const seq = parts.length === 1 ? seqShape.safeParse(parts[0]) : null;
  if (!seq?.success) return notFound();
  return seq.data === 'latest' ? null : seq.data;
}
