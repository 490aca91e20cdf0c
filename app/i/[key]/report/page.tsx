import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { binTitle } from '#components/bin/known-bins.ts';
import { Page } from '#components/frame/page.tsx';
import { Report } from '#components/report/report.tsx';
import { openEntry } from '#lib/access/entry.ts';
import { failureCode } from '#lib/model/errors.ts';
import { services } from '../../../services.ts';

export const metadata: Metadata = { title: 'Sender report', robots: { index: false, follow: false } };

type Props = {
  params: Promise<{ key: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** How the senders of a bin behaved. */
export default async function ReportPage({ params, searchParams }: Props) {
  const [{ key }, { filter }] = await Promise.all([params, searchParams]);
  const { store } = await services();
  const { bin } = await openEntry(store, key, Date.now()).catch((error) => {
    if (failureCode(error) === 'key-unknown') return notFound();
    throw error;
  });
  return (
    <Page>
      <Report
        bin={{ slug: bin.slug, key, title: binTitle(bin) }}
        filter={typeof filter === 'string' ? filter : ''}
      />
    </Page>
  );
}
