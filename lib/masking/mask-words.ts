import type { HiddenBodyReason, Masked } from '#lib/model/masking.ts';

/** What a link masks of a capture, in sentences for the reader of a copy. */
export function maskRemarks({ values, withheld, undone }: Masked): string[] {
  return [
    `Copied through a link that masks secrets: ${values === 1 ? '1 value is' : `${values} values are`} masked.`,
    ...(withheld ? [`The body is hidden. ${hiddenBodyReasons[withheld]}`] : []),
    ...(undone.length > 0 ? [`The body is shown decoded (${undone.join(', ')}).`] : []),
  ];
}

/** Why a body is hidden. */
export const hiddenBodyReasons: Record<HiddenBodyReason, string> = {
  'not-text': 'It is not text, so its secrets cannot be found.',
  'no-fields':
    'It is unstructured (not JSON, a form or multipart), so its values cannot be masked one by one.',
  broken: 'It is invalid or incomplete, so its values cannot be masked reliably.',
  undecodable: 'Its content encoding cannot be decoded.',
  'too-long': 'It is too long to be searched for secrets.',
};
