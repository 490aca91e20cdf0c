import type { Masked, Withheld } from '#lib/model/redaction.ts';

/** What was kept back, in words for people and for those a copy is given to. */
export function maskRemarks({ values, withheld, undone }: Masked): string[] {
  return [
    `Masked for a shared link: ${values === 1 ? '1 value' : `${values} values`}.`,
    ...(withheld ? [`Left out: the body. ${withheldWords[withheld]}`] : []),
    ...(undone.length > 0 ? [`Shown without its content coding: ${undone.join(', ')}.`] : []),
  ];
}

/** Why a body is withheld. */
export const withheldWords: Record<Withheld, string> = {
  'not-text': 'It is not text, so what is secret in it cannot be told.',
  'no-fields':
    'It is neither JSON, nor a form, nor multipart, so one value in it cannot be told from another.',
  broken: 'It is broken or cut off, so its values cannot be told apart with certainty.',
  undecodable: 'It is compressed in a way that cannot be undone.',
  'too-long': 'It is too long to be looked through.',
};
