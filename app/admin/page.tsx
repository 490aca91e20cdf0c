import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Admin } from '#components/admin/admin.tsx';
import { Page } from '#components/frame/page.tsx';
import { Footer } from '../footer.tsx';
import { services } from '../services.ts';
import { metadataWords } from '../words.ts';

export const metadata: Metadata = { title: metadataWords.admin, robots: { index: false, follow: false } };

export default async function AdminPage() {
  const { config } = await services();
  if (config.adminToken === undefined) return notFound();
  return (
    <Page footer={<Footer />}>
      <Admin />
    </Page>
  );
}

export const dynamic = 'force-dynamic';
