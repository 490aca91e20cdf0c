import { Page, PageTitle } from '#components/frame/page.tsx';
import { buttonClasses } from '#components/ui/button.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { Footer } from './footer.tsx';
import { myBins, notFoundPage } from './words.ts';

export default function NotFound() {
  return (
    <Page footer={<Footer />}>
      <PageTitle title={notFoundPage.title}>
        {textWith(notFoundPage.about, {
          inspector: <code className="wire">{notFoundPage.inspectorUrl}</code>,
          capture: <code className="wire">{notFoundPage.captureUrl}</code>,
        })}
      </PageTitle>
      <p className="mt-6">
        <a href="/" className={buttonClasses('outline')}>
          {myBins}
        </a>
      </p>
    </Page>
  );
}
