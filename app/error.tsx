'use client';

import { Page, PageTitle } from '#components/frame/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { errorPage } from './words.ts';

/** The page shown when another page failed to render. */
export default function PageFailed({ error }: { error: Error & { digest?: string } }) {
  return (
    <Page>
      <PageTitle title={errorPage.title}>{errorPage.about}</PageTitle>
      {error.digest && (
        <p className="mt-3 text-quiet">
          {textWith(errorPage.reference, { digest: <code className="wire">{error.digest}</code> })}
        </p>
      )}
      <p className="mt-6">
        <Button onClick={() => location.reload()}>{errorPage.retry}</Button>
      </p>
    </Page>
  );
}
