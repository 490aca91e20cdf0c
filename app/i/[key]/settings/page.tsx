import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { binTitle } from '#components/bin/known-bins.ts';
import { SettingsPage } from '#components/bin/settings/settings-page.tsx';
import { Page } from '#components/frame/page.tsx';
import { binState } from '../../../api/bin-json.ts';
import { services } from '../../../services.ts';
import { enter } from '../enter.ts';

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { bin } = await enter((await params).key);
  return { title: `Settings of ${binTitle(bin)}`, robots: { index: false, follow: false } };
}

/** How a bin is set, for its people; who may only look sees it and changes nothing. */
export default async function BinSettingsPage({ params }: Props) {
  const { key } = await params;
  const { bin, link } = await enter(key);
  // What was deleted says so on its own page.
  if (bin.deletedAt !== null) redirect(`/i/${key}`);
  const { store, config } = await services();
  return (
    <Page>
      <SettingsPage
        binKey={key}
        first={await binState(store, bin, link.role)}
        ceiling={config.limits.ceiling}
      />
    </Page>
  );
}
