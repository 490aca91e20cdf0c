import type { Metadata } from 'next';
import { binTitle } from '#components/bin/saved-bins.ts';
import { Page } from '#components/frame/page.tsx';
import { mostRecent } from '#components/replies/most-recent.ts';
import { Replies } from '#components/replies/replies.tsx';
import { isAllowed } from '#lib/access/permissions.ts';
import { openView } from '#lib/access/views/open-view.ts';
import { defaultSettings } from '#lib/reply/default-settings.ts';
import { withoutSecrets } from '#lib/reply/handshake-secrets.ts';
import { pageWithHeld } from '#lib/summary/with-held.ts';
import { captureUrl } from '../../../origin.ts';
import { services } from '../../../services.ts';
import { metadataWords } from '../../../words.ts';
import { enterBelow } from '../enter.ts';
import { NoAccess } from '../no-access.tsx';

export const metadata: Metadata = { title: metadataWords.replies, robots: { index: false, follow: false } };

/** The reply settings of a bin, for links that can edit them; others are told so. */
export default async function RepliesPage({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params;
  const running = await services();
  const { bin, link } = await enterBelow(key);
  if (!isAllowed(link, 'change-settings')) return <NoAccess binKey={key} page="replies" />;
  const [settings, firstPage] = await Promise.all([
    running.store.readReplySettings(bin.id),
    openView(running, { bin, link }, { name: `link ${link.id}` }).list({ limit: mostRecent }),
  ]);
  return (
    <Page isWide>
      <Replies
        bin={{ slug: bin.slug, key, title: binTitle(bin), captureUrl: await captureUrl(bin.slug) }}
        settings={withoutSecrets(settings ?? defaultSettings)}
        firstPage={pageWithHeld(bin.id, firstPage, running)}
      />
    </Page>
  );
}
