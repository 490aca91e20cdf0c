'use client';

import { type FormEvent, useState } from 'react';
import type { BinApi } from '#components/api/bins.ts';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { withBinChanged } from './known-bins.ts';
import { changeKnownBins } from './use-known-bins.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  api: BinApi;
  binKey: string;
  name: string | null;
  onRenamed: (name: string | null) => void;
};

/** Gives a bin a name for people; its slug and addresses stay. */
export default function RenameDialog({ open, onClose, ...form }: Props) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Rename this bin"
      description="Only its name: the addresses stay as they are."
    >
      <RenameForm onClose={onClose} {...form} />
    </Dialog>
  );
}

function RenameForm({ onClose, api, binKey, name, onRenamed }: Omit<Props, 'open'>) {
  const [text, setText] = useState(name ?? '');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function rename(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      const changed = await api.change({ name: text.trim() || null });
      changeKnownBins((bins) => withBinChanged(bins, binKey, { name: changed.name }));
      onRenamed(changed.name);
      onClose();
    } catch (error) {
      setTrouble(troubleFrom(error));
      setBusy(false);
    }
  }

  return (
    <form onSubmit={rename}>
      <Field
        label="Name"
        value={text}
        maxLength={80}
        autoFocus
        placeholder="Acme staging"
        onChange={(event) => setText(event.target.value)}
        help="Empty: the bin is called by its slug."
        error={trouble && (trouble.detail ?? trouble.title)}
      />
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="filled" busy={busy}>
          Rename
        </Button>
      </div>
    </form>
  );
}
