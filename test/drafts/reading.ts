import { expect } from 'vitest';
import type { Draft } from '#lib/drafts/draft.ts';
import { readDrafts } from '#lib/drafts/index.ts';

/** The only draft in a text. */
export function draftIn(text: string): Draft {
  const { drafts } = readDrafts(text);
  expect(drafts.length, 'drafts').toBeGreaterThan(0);
  return drafts[0]!;
}

/** The body of a draft as text. */
export function textOf({ request }: Draft): string {
  return new TextDecoder().decode(request.body);
}

/** The codes of the notes of a draft. */
export function notesOf({ notes }: Draft): string[] {
  return notes.map(({ code }) => code);
}
