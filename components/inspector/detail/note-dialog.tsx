'use client';

import { useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogFooter } from '#components/ui/dialog-footer.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { useInspection } from '../context/inspection.tsx';
import type { FeedStore } from '../feed/feed-store.ts';
import { noteDialog as words } from './words.ts';

/** The longest note, characters; the same limit as in the API. */
const longest = 4000;

type Props = { open: boolean; onClose: () => void; row: CaptureSummary | null; feed: FeedStore };

/** Edits the note of a request, which every viewer of the bin sees. */
export default function NoteDialog({ open, onClose, row, feed }: Props) {
  return (
    <Dialog
      open={open && row !== null}
      onClose={onClose}
      title={row ? words.title(row.seq) : words.label}
      description={words.description}
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
      feed.dispatch({ type: 'changed', changes: [{ seq: row.seq, note }] });
      announce(note === null ? words.deleted : words.saved);
      onClose();
    } catch (error) {
      noticeTrouble(words.notSaved, error);
    }
    setBusy(false);
  }

  const note = text.trim() === '' ? null : text.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(note);
      }}
    >
      <textarea
        data-focus-first
        aria-label={words.label}
        rows={4}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save(note);
        }}
        className="w-full resize-y rounded-control border border-edge bg-raised px-2.5 py-2 focus:border-accent focus:outline-1 focus:outline-accent"
      />
      <DialogFooter className="flex gap-2">
        {row.note !== null && (
          <Button look="danger" busy={busy} onClick={() => save(null)}>
            {words.delete}
          </Button>
        )}
        <Button look="accent" busy={busy} type="submit">
          {words.save}
        </Button>
      </DialogFooter>
    </form>
  );
}
