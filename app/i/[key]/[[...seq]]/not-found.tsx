import { Page, PageTitle } from '#components/frame/page.tsx';
import { buttonClasses } from '#components/ui/button.tsx';
import { Footer } from '../../../footer.tsx';
import { invalidLinkPage, myBins } from '../../../words.ts';

/** The page for an inspector URL whose key is not valid. The server does not know for which of the reasons. */
export default function UnknownKey() {
  return (
    <Page footer={<Footer />}>
      <PageTitle title={invalidLinkPage.title}>{invalidLinkPage.about}</PageTitle>
      <p className="mt-6">
        <a href="/" className={buttonClasses('outline')}>
          {myBins}
        </a>
      </p>
    </Page>
  );
}
