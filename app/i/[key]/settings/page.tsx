import type { Metadata } from 'next';
import { binTitle } from '#components/bin/known-bins.ts';
import { SettingsPage } from '#components/bin/settings/settings-page.tsx';
import { Page } from '#components/frame/page.tsx';
import { captureView } from '#lib/access/view.ts';
import { binState } from '../../../api/bin-json.ts';
import { services } from '../../../services.ts';
import { enter, enterBelow } from '../enter.ts';

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { bin } = await enter((await params).key);
  return { title: `Settings of ${binTitle(bin)}`, robots: { index: false, follow: false } };
}

/** How a bin is set, for its people; who may only look sees it and changes nothing. */
export default async function BinSettingsPage({ params }: Props) {
  const { key } = await params;
  const { bin, link } = await enterBelow(key);
  const running = await services();
  const captures = captureView(running, { bin, link }, { name: `link ${link.id}` });
  return (
    <Page>
      <SettingsPage binKey={key} first={await binState({ bin, link, captures }, running)} />
    </Page>
  );
}
