import type { Metadata } from 'next';
import { binTitle } from '#components/bin/saved-bins.ts';
import { SettingsPage } from '#components/bin/settings/settings-page.tsx';
import { Page } from '#components/frame/page.tsx';
import { openView } from '#lib/access/views/open-view.ts';
import { binState } from '../../../api/bin-json.ts';
import { services } from '../../../services.ts';
import { metadataWords } from '../../../words.ts';
import { enter, enterBelow } from '../enter.ts';

type Props = { params: Promise<{ key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { bin } = await enter((await params).key);
  return { title: metadataWords.settings(binTitle(bin)), robots: { index: false, follow: false } };
}

/** The settings of a bin; read-only for links that cannot edit. */
export default async function BinSettingsPage({ params }: Props) {
  const { key } = await params;
  const { bin, link } = await enterBelow(key);
  const running = await services();
  const captures = openView(running, { bin, link }, { name: `link ${link.id}` });
  return (
    <Page>
      <SettingsPage binKey={key} first={await binState({ bin, link, captures }, running)} />
    </Page>
  );
}
