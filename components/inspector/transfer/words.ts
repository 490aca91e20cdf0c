import { countOf, countWords } from '#components/ui/count-words.ts';

/** The dialogs that export and import requests. */

export const exportDialog = {
  title: 'Export requests',
  about: 'Downloads the requests of this bin as one file, oldest first.',
  format: 'Format',
  filter: 'Filter (optional)',
  filterPlaceholder: 'method:POST -path:/health',
  filterHelp:
    'Leave empty to export all requests. You can also use header:name=value, body:text, size>10k and is:pinned.',
  unmasked: 'This file contains secrets unmasked.',
  download: 'Download',
  cancel: 'Cancel',
  progress: (size: string) => `${size} downloaded`,
  done: (size: string) => `${size} downloaded`,
};

export const importDialog = {
  title: 'Import requests',
  about: 'Imported requests are added to this bin with their original times and headers.',
  file: 'File to import',
  choose: 'Upload file',
  sent: (done: string, size: string) => `${done} of ${size}`,
  storing: 'Upload complete. The server is storing the requests …',
  sending: (name: string) => `Uploading ${name}`,
  cancel: 'Cancel',
  cancelAbout: 'Requests stored before you cancel stay in the bin.',
  done: (requests: number) => `${countOf(requests, 'request')} imported.`,
  leftOut: (entries: number) =>
    entries === 1
      ? '1 entry of the file could not be read and was left out.'
      : `${countWords(entries)} entries of the file could not be read and were left out.`,
  leftOutEntry: (number: number, why: string) => `Entry ${countWords(number)}: ${why}`,
  leftOutMore: (entries: number) => (entries === 1 ? '1 more entry' : `${countWords(entries)} more entries`),
};
