import type { RedactionInput } from '#lib/model/masking.ts';

/** What is masked, as the form has it. */
export type MaskingDraft = {
  readonly isMasked: boolean;
  /** As typed: names separated by commas. */
  readonly headers: string;
  readonly fields: string;
  readonly showsUnstructured: boolean;
};

/** Secrets are masked unless somebody chooses otherwise. */
export const initialMasking: MaskingDraft = {
  isMasked: true,
  headers: '',
  fields: '',
  showsUnstructured: false,
};

/** The masking of a draft as the API takes it; null when nothing is masked. */
export function maskingOf(draft: MaskingDraft): RedactionInput | null {
  return draft.isMasked ? rulesOf(draft) : null;
}

/** The rules of a draft, whether or not they apply. */
export function rulesOf({ headers, fields, showsUnstructured }: MaskingDraft): RedactionInput {
  return {
    headers: splitNames(headers),
    fields: splitNames(fields),
    unreadable: showsUnstructured ? 'show' : 'withhold',
  };
}

/** Splits `email, card.number` into a list. */
function splitNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
