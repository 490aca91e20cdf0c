'use client';

import '#components/ui/zod-without-eval.ts';

import { useMemo, useRef, useState } from 'react';
import { type Trouble, troubleFrom } from '#components/api/call.ts';
import { useLeaveWarning } from '#components/ui/use-leave-warning.ts';
import { issueWords } from '#lib/model/issue-words.ts';
import type { ShownSettings } from '#lib/model/reply-settings.ts';
import { replySettingsShape } from '#lib/model/reply-settings-shape.ts';
import { findHandshakeErrors } from '#lib/reply/check-handshakes.ts';
import { type Draft, isSame } from './draft.ts';
import type { DraftErrors } from './draft-errors.tsx';
import { useConditionErrors } from './use-condition-errors.ts';

/** The draft of reply settings: the saved settings, the changes to them, and their errors. */
export function useDraft(first: ShownSettings, write: (draft: Draft) => Promise<ShownSettings>) {
  const [saved, setSaved] = useState(first);
  const [draft, setDraft] = useState<Draft>(first);
  /** Changes when the fields have to drop the text that was typed into them. */
  const [revision, setRevision] = useState(0);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const latestSave = useRef<Promise<ShownSettings> | null>(null);
  const changed = !isSame(draft, saved);
  const conditionErrors = useConditionErrors(draft.rules);
  const errors = useMemo(() => new Map([...findErrors(draft), ...conditionErrors]), [draft, conditionErrors]);
  useLeaveWarning(changed);

  return {
    draft,
    /** The settings on the server. */
    saved,
    changed,
    errors,
    revision,
    busy,
    trouble,
    change(next: Draft): void {
      setDraft(next);
      setTrouble(null);
    },
    /** Replaces the whole draft. */
    replace(next: Draft): void {
      setDraft(next);
      setRevision((count) => count + 1);
    },
    discard(): void {
      setDraft(saved);
      setTrouble(null);
      setRevision((count) => count + 1);
    },
    /** Saves the draft. The fields stay as they are, open rules too; what was changed meanwhile is kept. */
    async save(): Promise<void> {
      setBusy(true);
      setTrouble(null);
      const saving = write(draft);
      latestSave.current = saving;
      try {
        const now = await saving;
        setSaved(now);
        setDraft((current) => (current === draft ? now : current));
      } catch (error) {
        setTrouble(troubleFrom(error));
      } finally {
        setBusy(false);
      }
    },
    /** Resolves when the settings that are being saved are on the server, or could not be saved. */
    async whenSaved(): Promise<void> {
      await latestSave.current?.catch(() => {});
    },
  };
}

/** Errors by the same checks as on the server. Conditions are checked by `useConditionErrors`, templates by the server alone. */
function findErrors(draft: Draft): DraftErrors {
  const result = replySettingsShape.safeParse(draft);
  const issues = result.success ? [] : result.error.issues;
  const errors = [
    ...issues.map((issue) => ({ path: issue.path, message: issueWords(issue) })),
    ...findHandshakeErrors(draft.handshakes),
  ];
  return new Map(errors.map(({ path, message }) => [path.join('.'), message]));
}
