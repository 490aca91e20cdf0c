import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Page, PageTitle } from '#components/frame/page.tsx';
import { Footer } from '../../footer.tsx';
import { docsPages } from '../../words.ts';
import { DocsLink } from '../docs-link.tsx';
import { documents, isDocument, textOf } from '../documents.ts';
import { htmlOf } from '../markdown.ts';

type Props = { params: Promise<{ page: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page } = await params;
  return isDocument(page) ? { title: docsPages[page].title } : {};
}

/** A document of this server, which is the one of its version. */
export default async function DocumentPage({ params }: Props) {
  const { page } = await params;
  if (!isDocument(page)) notFound();
  const html = htmlOf(await textOf(page), documents[page].file);
  return (
    <Page footer={<Footer />}>
      <DocsLink />
      <PageTitle title={docsPages[page].title}>{docsPages[page].about}</PageTitle>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: it is made from files of this repository. */}
      <article className="document mt-6" dangerouslySetInnerHTML={{ __html: html }} />
    </Page>
  );
}
