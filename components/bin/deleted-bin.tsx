'use client';

import { useState } from 'react';
import { binApi } from '#components/api/bins.ts';
import { Page, PageTitle } from '#components/frame/page.tsx';
import { Time } from '#components/frame/time.tsx';
import { Button, buttonClasses } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { may } from '#lib/access/policy.ts';
import type { Role } from '#lib/model/link.ts';
import { rightsOf } from './known-bins.ts';

type Props = {
  binKey: string;
  slug: string;
  title: string;
  role: Role;
  captureSeq: number | null;
  redacted: boolean;
  until: string;
};

/** In the place of a bin that was deleted, while it can be brought back. */
export function DeletedBin({ binKey, slug, title, until, ...rights }: Props) {
  const [busy, setBusy] = useState(false);
  const mayRestore = may(rightsOf(rights), 'delete-bin');

  async function restore(): Promise<void> {
    setBusy(true);
    try {
      await binApi({ key: binKey, slug }).restore();
      location.reload();
    } catch (error) {
      noticeTrouble('The bin was not restored.', error);
      setBusy(false);
    }
  }

  return (
    <Page>
      <PageTitle title={`${title} was deleted`}>
        Requests sent to it are answered 404. Until <Time iso={until} style="moment" />{' '}
        {mayRestore ? 'you can bring it back' : 'its owner can bring it back'} with all it had.
      </PageTitle>
      <p className="mt-6 flex gap-2">
        {mayRestore && (
          <Button look="accent" onClick={restore} busy={busy}>
            Bring it back
          </Button>
        )}
        <a href="/?bins" className={buttonClasses('outline')}>
          My bins
        </a>
      </p>
    </Page>
  );
}
