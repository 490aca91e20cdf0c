import { Home } from '#components/bin/home.tsx';
import { Page } from '#components/frame/page.tsx';
import { requestOrigin } from './origin.ts';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HomePage({ searchParams }: Props) {
  const query = await searchParams;
  const wish = query.new !== undefined ? 'new' : query.bins !== undefined ? 'bins' : null;
  return (
    <Page>
      <Home origin={await requestOrigin()} wish={wish} />
    </Page>
  );
}
