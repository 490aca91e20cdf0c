'use client';

import { useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { NewLinkJson } from '#lib/model/link-json.ts';
import { CreatedLink } from './created-link.tsx';
import { LinkForm } from './link-form.tsx';
import { LinkList } from './link-list.tsx';
import { OwnerLink } from './owner-link.tsx';
import { useLinks } from './use-links.ts';
import { linkForm, shareDialog } from './words.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  /** The request that is open. */
  seq: number | null;
  /** The place in that request to share, as a fragment; null to share the bin. */
  place: string | null;
  /** How many pages show the bin: a change fetches the list of links again. */
  present: number;
};

/** Shares the bin or a request: creates links, and lists them to copy or revoke them. Opening it shares nothing. */
export default function ShareDialog({ open, onClose, seq, place, present }: Props) {
  const isRequest = seq !== null && place !== null;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={isRequest ? shareDialog.requestTitle(seq) : shareDialog.title}
      description={shareDialog.about}
    >
      {/* Each place begins with a form of its own, also while the dialog before fades out. */}
      {/* The focus, instead of the first field: on a phone, its keyboard would cover the rest. */}
      <div data-focus-first tabIndex={-1} className="outline-none">
        <Sharing key={`${seq}${place}`} seq={seq} place={place} present={present} />
      </div>
    </Dialog>
  );
}

function Sharing({ seq, place, present }: Omit<Props, 'open' | 'onClose'>) {
  const links = useLinks(present);
  // People who come back mostly want to copy or revoke what they created. Decided once: nothing moves when the list was fetched.
  const [isListFirst] = useState(links.knownCount > 0);
  const [created, setCreated] = useState<NewLinkJson | null>(null);
  const end = place === null ? '' : `/${seq}${place}`;
  const list = <LinkList links={links} created={created?.id ?? null} />;
  // What cannot be undone waits for the list, which pushes it down.
  const owner = <OwnerLink isReady={links.isSettled} />;
  if (created) {
    return (
      <>
        <CreatedLink
          link={created}
          url={links.isRevoked(created.id) ? null : created.inspectUrl + end}
          onDone={() => setCreated(null)}
        />
        <div className="mt-5">{list}</div>
        {owner}
      </>
    );
  }
  return (
    <>
      {isListFirst && <div className="mb-5 border-faint border-b pb-3">{list}</div>}
      <LinkForm
        seq={seq}
        isForRequest={place !== null}
        onCreated={(link) => {
          links.add(link);
          setCreated(link);
          announce(linkForm.announceCreated);
        }}
      >
        {!isListFirst && <div className="mt-5">{list}</div>}
        {owner}
      </LinkForm>
    </>
  );
}
