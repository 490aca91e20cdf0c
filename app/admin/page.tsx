import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Admin } from '#components/admin/admin.tsx';
import { Page } from '#components/frame/page.tsx';
import { Footer } from '../footer.tsx';
import { services } from '../services.ts';

export const metadata: Metadata = { title: 'Admin', robots: { index: false, follow: false } };

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
