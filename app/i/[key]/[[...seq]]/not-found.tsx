import { Page, PageTitle } from '#components/frame/page.tsx';
import { buttonClasses } from '#components/ui/button.tsx';
import { Footer } from '../../../footer.tsx';

/** An inspector's address that opens nothing. It does not say which of the reasons it is: nobody here can know. */
export default function UnknownKey() {
  return (
    <Page footer={<Footer />}>
      <PageTitle title="This link opens no bin">
        It may have been revoked, have expired, or its bin was deleted. If somebody gave it to you, ask them
        for a new one; a link that was typed or cut off in a message does not work either.
      </PageTitle>
      <p className="mt-6">
        <a href="/" className={buttonClasses('outline')}>
          My bins
        </a>
      </p>
    </Page>
  );
}
