import { countOf, countWords } from '#components/ui/count-words.ts';

/** The dialog that generates types from requests. */

export const typesDialog = {
  title: 'Types from requests',
  searching: 'Looking for similar requests …',
  read: (done: number, all: number) => `${countWords(done)} of ${countOf(all, 'request')} read`,
  reading: 'Reading requests',
  cancelled: 'Reading was cancelled.',
  start: 'Read requests',
  cancel: 'Cancel',
  noJson: 'There is no JSON to generate types from.',
  noJsonChosen: 'None of the selected requests has a valid JSON body.',
  noJsonLike: 'Neither this request nor any similar one has a valid JSON body.',
  format: 'Format',
  fromChosen: (requests: number) => `From ${countOf(requests, 'selected request')}`,
  fromLike: (requests: number, target: string) => `From ${countOf(requests, 'request')} like ${target}`,
  skipped: (requests: number) => `${countWords(requests)} without JSON skipped`,
  generating: 'Generating types',
  failed: (reason: string) => `Types could not be generated from these requests: ${reason}`,
  save: 'Download file',
};

export const newFieldsList = {
  label: 'New fields',
  none: (requests: number) => `No new fields since the first of these ${requests} requests.`,
  count: (fields: number) => countOf(fields, 'field'),
  about: 'not in the first request',
  since: (seq: number) => `since #${seq}`,
  more: (fields: number) => `and ${countWords(fields)} more`,
};
