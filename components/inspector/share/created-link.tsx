'use client';

import { Plus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import type { NewLinkJson } from '#lib/model/link-json.ts';
import { LinkAddress } from './link-address.tsx';
import { LinkFacts } from './link-facts.tsx';
import { createdLink, titleOf } from './words.ts';

type Props = {
  link: NewLinkJson;
  /** The address to give away, which may lead to a place in the bin. */
  url: string;
  onDone: () => void;
};

/** The link that was just created, to copy it. */
export function CreatedLink({ link, url, onDone }: Props) {
  return (
    <section aria-label={createdLink.title} className="rounded-control border border-line p-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="min-w-0 truncate font-medium">{createdLink.created(titleOf(link))}</h3>
        <LinkFacts link={link} />
      </div>
      <p className="mt-0.5 mb-2.5 text-quiet text-small">{createdLink.about}</p>
      <LinkAddress url={url} name={titleOf(link)} label={createdLink.copy} />
      <Button look="quiet" className="mt-2 -ml-2.5" onClick={onDone}>
        <Plus aria-hidden /> {createdLink.another}
      </Button>
    </section>
  );
}
