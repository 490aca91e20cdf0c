'use client';

import './without-code-generation.ts';

import { useEffect, useMemo, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import type { ShownSettings } from '#lib/model/reply-settings.ts';
import { replySettingsShape } from '#lib/model/reply-settings-shape.ts';
import { handshakeFaults } from '#lib/reply/handshake-faults.ts';
import { type Draft, isSame } from './draft.ts';
import type { Faults } from './faults.tsx';

/** Settings being edited: what is on the server, what somebody made of it, what is wrong with that. */
export function useDraft(first: ShownSettings, write: (draft: Draft) => Promise<ShownSettings>) {
  const [kept, setKept] = useState(first);
  const [draft, setDraft] = useState<Draft>(first);
  /** Changes when the fields have to forget what was written into them. */
  const [revision, setRevision] = useState(0);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const changed = !isSame(draft, kept);
  const faults = useMemo(() => faultsOf(draft), [draft]);
  useLeaveWarning(changed);

  return {
    draft,
    kept,
    changed,
    faults,
    revision,
    busy,
    saved,
    trouble,
    change(next: Draft): void {
      setDraft(next);
      setSaved(false);
      setTrouble(null);
    },
    /** Takes the place of the whole draft. */
    replace(next: Draft): void {
      setDraft(next);
      setSaved(false);
      setRevision((count) => count + 1);
    },
    discard(): void {
      setDraft(kept);
      setTrouble(null);
      setRevision((count) => count + 1);
    },
    async save(): Promise<void> {
      setBusy(true);
      setTrouble(null);
      try {
        const now = await write(draft);
        setKept(now);
        setDraft(now);
        setSaved(true);
        setRevision((count) => count + 1);
      } catch (error) {
        setTrouble(troubleFrom(error));
      } finally {
        setBusy(false);
      }
    },
  };
}

/** The server's own shape, and what it says of handshakes, judge while one writes. */
function faultsOf(draft: Draft): Faults {
  const result = replySettingsShape.safeParse(draft);
  const faults = [...(result.success ? [] : result.error.issues), ...handshakeFaults(draft.handshakes)];
  return new Map(faults.map(({ path, message }) => [path.join('.'), message]));
}

/** The browser asks before a page with unsaved changes is left. */
function useLeaveWarning(changed: boolean): void {
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [changed]);
}
