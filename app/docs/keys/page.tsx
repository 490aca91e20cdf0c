import type { Metadata } from 'next';
import { Page, PageTitle } from '#components/frame/page.tsx';
import { ShortcutList } from '#components/inspector/commands/shortcut-list.tsx';
import { Footer } from '../../footer.tsx';
import { docsPages } from '../../words.ts';
import { DocsLink } from '../docs-link.tsx';

export const metadata: Metadata = { title: docsPages.keys.title };

/** The keyboard shortcuts of the inspector. */
export default function KeysPage() {
  return (
    <Page footer={<Footer />}>
      <DocsLink />
      <PageTitle title={docsPages.keys.title}>{docsPages.keys.about}</PageTitle>
      <div className="mt-6">
        <ShortcutList />
      </div>
    </Page>
  );
}
