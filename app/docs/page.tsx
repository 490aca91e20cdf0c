import type { Metadata } from 'next';
import { Page, PageTitle } from '#components/frame/page.tsx';
import { Footer } from '../footer.tsx';
import { docsIndex, docsPages, metadataWords } from '../words.ts';
import { docsOrder } from './docs-order.ts';

export const metadata: Metadata = { title: metadataWords.docs };

/** The overview of the documentation that every server has with it. */
export default function DocsPage() {
  return (
    <Page footer={<Footer />}>
      <PageTitle title={docsIndex.title}>{docsIndex.about}</PageTitle>
      <ul className="mt-6">
        {docsOrder.map((page) => (
          <li key={page} className="border-line border-t">
            <a href={`/docs/${page}`} className="block rounded-mark py-3 hover:bg-hover">
              <span className="block font-semibold">{docsPages[page].title}</span>
              <span className="block text-quiet">{docsPages[page].about}</span>
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
}
