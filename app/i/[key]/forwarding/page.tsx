import type { Metadata } from 'next';
import { binTitle } from '#components/bin/saved-bins.ts';
import { Forwarding } from '#components/forwarding/forwarding.tsx';
import { Page } from '#components/frame/page.tsx';
import { isAllowed } from '#lib/access/permissions.ts';
import { forwardsJson } from '../../../api/forward-in.ts';
import { sendingOf } from '../../../sending.ts';
import { services } from '../../../services.ts';
import { metadataWords } from '../../../words.ts';
import { enterBelow } from '../enter.ts';
import { NoAccess } from '../no-access.tsx';

export const metadata: Metadata = {
  title: metadataWords.forwarding,
  robots: { index: false, follow: false },
};

/** The forward rules of a bin, for links that can see deliveries; read-only for those that cannot send. */
export default async function ForwardingPage({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params;
  const running = await services();
  const { store } = running;
  const entry = await enterBelow(key);
  const { bin, link } = entry;
  if (!isAllowed(link, 'see-deliveries')) return <NoAccess binKey={key} page="forwarding" />;
  const rules = await forwardsJson({ store, now: Date.now() }, entry, await store.listForwards(bin.id));
  return (
    <Page>
      <Forwarding
        bin={{ slug: bin.slug, key, title: binTitle(bin) }}
        rules={rules}
        rights={{
          canChange: isAllowed(link, 'send'),
          canPassResponses: isAllowed(link, 'see-private-responses'),
        }}
        sending={sendingOf(running)}
      />
    </Page>
  );
}
