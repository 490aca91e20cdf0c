'use client';

import { Plus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import type { NewLinkJson } from '#lib/model/link-json.ts';
import { LinkAddress } from './link-address.tsx';
import { LinkFacts } from './link-facts.tsx';
import { createdLink, titleOf } from './words.ts';

type Props = {
  link: NewLinkJson;
  /** The address to give away, which may lead to a place in the bin; null once the link is revoked. */
  url: string | null;
  onDone: () => void;
};

/** The link that was just created, to copy it. It stays when the link is revoked: the list below, where that was done, does not move. */
export function CreatedLink({ link, url, onDone }: Props) {
  return (
    <section aria-label={createdLink.title} className="rounded-control border border-line p-3">
      <div className="flex min-h-5.5 flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="min-w-0 truncate font-medium">
          {(url === null ? createdLink.revoked : createdLink.created)(titleOf(link))}
        </h3>
        {url !== null && <LinkFacts link={link} />}
      </div>
      <p className="mt-0.5 text-quiet text-small">
        {url === null ? createdLink.aboutRevoked : createdLink.about}
      </p>
      <div className="mt-2.5">
        {url === null ? (
          // As high as the address, so that what is below stays where it is.
          <p className="flex h-8 items-center text-quiet line-through wire touch:h-9">
            <span className="truncate">{link.inspectUrl}</span>
          </p>
        ) : (
          <LinkAddress url={url} name={titleOf(link)} label={createdLink.copy} />
        )}
      </div>
      <Button look="quiet" className="mt-2 -ml-2.5" onClick={onDone}>
        <Plus aria-hidden /> {createdLink.another}
      </Button>
    </section>
  );
}
