import type { Metadata } from 'next';
import { binTitle } from '#components/bin/saved-bins.ts';
import { Page } from '#components/frame/page.tsx';
import { Report } from '#components/report/report.tsx';
import { metadataWords } from '../../../words.ts';
import { enterBelow } from '../enter.ts';

export const metadata: Metadata = { title: metadataWords.report, robots: { index: false, follow: false } };

type Props = {
  params: Promise<{ key: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The sender report of a bin. */
export default async function ReportPage({ params, searchParams }: Props) {
  const [{ key }, { filter }] = await Promise.all([params, searchParams]);
  const { bin } = await enterBelow(key);
  return (
    <Page>
      <Report
        bin={{ slug: bin.slug, key, title: binTitle(bin) }}
        filter={typeof filter === 'string' ? filter : ''}
      />
    </Page>
  );
}
