'use client';

import { useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import type { FeedStore } from '../feed-store.ts';
import { useInspection } from '../inspection.tsx';

/** The longest note, characters; as the API has it. */
const longest = 4000;

type Props = { open: boolean; onClose: () => void; row: CaptureSummary | null; feed: FeedStore };

/** Writes the note of a request, which everybody who looks at the bin sees. */
export default function NoteDialog({ open, onClose, row, feed }: Props) {
  return (
    <Dialog
      open={open && row !== null}
      onClose={onClose}
      title={row ? `Note on request ${row.seq}` : 'Note'}
      description="Everybody who looks at this bin sees it; the filter finds it with note:…"
    >
      {row && <NoteForm key={row.seq} row={row} feed={feed} onClose={onClose} />}
    </Dialog>
  );
}

function NoteForm({ row, feed, onClose }: { row: CaptureSummary; feed: FeedStore; onClose: () => void }) {
  const { api } = useInspection();
  const [text, setText] = useState(row.note ?? '');
  const [busy, setBusy] = useState(false);

  async function save(note: string | null): Promise<void> {
    setBusy(true);
    try {
      await api.changeCapture(row.seq, { note });
      feed.tell({ type: 'changed', changes: [{ seq: row.seq, note }] });
      announce(note === null ? 'Note removed' : 'Note saved');
      onClose();
    } catch (error) {
      noticeTrouble('The note was not saved.', error);
    }
    setBusy(false);
  }

  const wanted = text.trim() === '' ? null : text.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(wanted);
      }}
    >
      <textarea
        data-focus-first
        aria-label="Note"
        rows={4}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save(wanted);
        }}
        className="w-full resize-y rounded-control border border-edge bg-raised px-2.5 py-2 focus:border-accent focus:outline-1 focus:outline-accent"
      />
      <div className="mt-3 flex justify-end gap-2">
        {row.note !== null && (
          <Button look="danger" busy={busy} onClick={() => save(null)}>
            Remove
          </Button>
        )}
        <Button look="accent" busy={busy} type="submit">
          Save
        </Button>
      </div>
    </form>
  );
}
