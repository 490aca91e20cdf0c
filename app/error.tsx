'use client';

import { Page, PageTitle } from '#components/frame/page.tsx';
import { Button } from '#components/ui/button.tsx';

/** In the place of a page that failed. */
export default function PageFailed({ error }: { error: Error & { digest?: string } }) {
  return (
    <Page>
      <PageTitle title="This page could not be shown">
        The fault is Wirebin’s, not yours. Try again in a moment; the operator finds the reason in the
        server’s log.
      </PageTitle>
      {error.digest && (
        <p className="mt-3 text-quiet">
          There it is called <code className="wire">{error.digest}</code>.
        </p>
      )}
      <p className="mt-6">
        <Button onClick={() => location.reload()}>Try again</Button>
      </p>
    </Page>
  );
}
