import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { binTitle } from '#components/bin/known-bins.ts';
import { Page } from '#components/frame/page.tsx';
import { Replies } from '#components/replies/replies.tsx';
import { may } from '#lib/access/policy.ts';
import { captureView } from '#lib/access/view.ts';
import { plainSettings } from '#lib/reply/plain.ts';
import { shownSettings } from '#lib/reply/secrets.ts';
import { services } from '../../../services.ts';
import { enterBelow } from '../enter.ts';

export const metadata: Metadata = { title: 'Replies', robots: { index: false, follow: false } };

/** What the bin answers, to be edited by those who may. */
export default async function RepliesPage({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params;
  const running = await services();
  const { bin, link } = await enterBelow(key);
  if (!may(link, 'change-settings')) notFound();
  const [settings, { captures }] = await Promise.all([
    running.store.reply(bin.id),
    captureView(running, { bin, link }, { name: `link ${link.id}` }).list({ limit: 1 }),
  ]);
  return (
    <Page>
      <Replies
        bin={{ slug: bin.slug, key, title: binTitle(bin) }}
        settings={shownSettings(settings ?? plainSettings)}
        latest={captures[0]?.seq ?? null}
      />
    </Page>
  );
}
