import { Page, PageTitle } from '#components/frame/page.tsx';
import { buttonClasses } from '#components/ui/button.tsx';
import { Footer } from './footer.tsx';

export default function NotFound() {
  return (
    <Page footer={<Footer />}>
      <PageTitle title="There is nothing at this address">
        Inspectors are at <code className="wire">/i/…</code>, captures are sent to{' '}
        <code className="wire">/b/…</code>. If you followed a link to get here, it may have been cut off.
      </PageTitle>
      <p className="mt-6">
        <a href="/" className={buttonClasses('outline')}>
          My bins
        </a>
      </p>
    </Page>
  );
}
