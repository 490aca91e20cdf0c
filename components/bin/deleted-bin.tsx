'use client';

import { useState } from 'react';
import { binApi } from '#components/api/bins.ts';
import { Page, PageTitle } from '#components/frame/page.tsx';
import { Time } from '#components/frame/time.tsx';
import { Button, buttonClasses } from '#components/ui/button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import { isAllowed } from '#lib/access/permissions.ts';
import type { Role } from '#lib/model/link.ts';
import { rightsOf } from './saved-bins.ts';
import { deletedBin } from './words.ts';

type Props = {
  binKey: string;
  slug: string;
  title: string;
  role: Role;
  captureSeq: number | null;
  redacted: boolean;
  until: string;
};

/** The page of a deleted bin while it can be restored. */
export function DeletedBin({ binKey, slug, title, until, ...rights }: Props) {
  const [busy, setBusy] = useState(false);
  const canRestore = isAllowed(rightsOf(rights), 'delete-bin');

  async function restore(): Promise<void> {
    setBusy(true);
    try {
      await binApi({ key: binKey, slug }).restore();
      location.reload();
    } catch (error) {
      noticeTrouble(deletedBin.notRestored, error);
      setBusy(false);
    }
  }

  return (
    <Page>
      <PageTitle title={deletedBin.title(title)}>
        {textWith(canRestore ? deletedBin.canRestore : deletedBin.ownerCanRestore, {
          time: <Time iso={until} style="moment" />,
        })}
      </PageTitle>
      <p className="mt-6 flex gap-2">
        {canRestore && (
          <Button look="accent" onClick={restore} busy={busy}>
            {deletedBin.restore}
          </Button>
        )}
        <a href="/?bins" className={buttonClasses('outline')}>
          {deletedBin.myBins}
        </a>
      </p>
    </Page>
  );
}
