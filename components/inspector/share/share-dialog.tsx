'use client';

import { useCallback, useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { NewLinkJson } from '#lib/model/link-json.ts';
import { CreatedLink } from './created-link.tsx';
import { useKnownLinks } from './known-links.ts';
import { LinkForm } from './link-form.tsx';
import { LinkList } from './link-list.tsx';
import { OwnerLink } from './owner-link.tsx';
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
      <Sharing key={`${seq}${place}`} seq={seq} place={place} present={present} />
    </Dialog>
  );
}

function Sharing({ seq, place, present }: Omit<Props, 'open' | 'onClose'>) {
  const { add } = useKnownLinks();
  const [created, setCreated] = useState<NewLinkJson | null>(null);
  // What cannot be undone waits for the list, which pushes it down.
  const [isListed, setListed] = useState(false);
  const list = useCallback(() => setListed(true), []);
  const end = place === null ? '' : `/${seq}${place}`;
  return (
    <>
      {created ? (
        <CreatedLink link={created} url={created.inspectUrl + end} onDone={() => setCreated(null)} />
      ) : (
        <LinkForm
          seq={seq}
          isForRequest={place !== null}
          onCreated={(link) => {
            add(link);
            setCreated(link);
            announce(linkForm.announceCreated);
          }}
        />
      )}
      <LinkList
        created={created?.id ?? null}
        present={present}
        onListed={list}
        onRevoked={(id) => setCreated((link) => (link?.id === id ? null : link))}
      />
      <OwnerLink isReady={isListed} />
    </>
  );
}
