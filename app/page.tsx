import { Home } from '#components/bin/home.tsx';
import { Page } from '#components/frame/page.tsx';
import { Footer } from './footer.tsx';
import { requestOrigin } from './origin.ts';
import { services } from './services.ts';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HomePage({ searchParams }: Props) {
  const [query, { config }] = await Promise.all([searchParams, services()]);
  const show = query.new !== undefined ? 'new' : query.bins !== undefined ? 'bins' : null;
  return (
    <Page footer={<Footer />}>
      <Home origin={await requestOrigin()} create={config.create} show={show} />
    </Page>
  );
}
