import { countWords } from '#components/ui/count-words.ts';
import { humanSize } from '#lib/body/size.ts';

export const bodyView = {
  noBody: 'This request has no body.',
  body: 'Body',
  truncatedMasked: 'Truncated: only the beginning of the body was stored.',
  truncated: (stored: number) => `Truncated: only the first ${humanSize(stored)} of the body were stored.`,
};

export const bodyPending = {
  size: (size: number) => `This body is ${humanSize(size)}.`,
  compressedSize: (size: number) => `This body is ${humanSize(size)}, compressed.`,
  notLoaded: 'It stays on the server until you load it.',
  load: 'Load body',
  progress: (done: number, total: number) => `${humanSize(done)} of ${humanSize(total)}`,
  decoding: 'The server is decoding the body.',
  decodingLabel: 'Decoding',
  loadingLabel: (total: number) => `Loading ${countWords(total)} bytes`,
  cancel: 'Cancel',
};

export const encodedBody = {
  switch: 'Show bytes',
  decoded: 'Decoded',
  asReceived: 'As received',
  undecodable: 'This body cannot be decoded.',
};

/** `encodings` are names of content encodings, joined by `encodingList`. */
export const decodeRemarks = {
  encodingList: (encodings: readonly string[]) => encodings.join(', then '),
  decoded: (encodings: string, received: number, decoded: number) =>
    `Content encoding ${encodings}: ${humanSize(received)} received, ${humanSize(decoded)} decoded.`,
  limited: 'Only the beginning is shown: the decoded body exceeds the limit of this server.',
  incomplete: (reason: string) => `Not all of the body could be decoded (${reason}).`,
  undecodable: (reason: string) => `Shown as received: ${reason}.`,
  received: (encodings: string) => `As received, compressed with ${encodings}.`,
};

export const maskedBody = {
  title: 'The body is masked for this link.',
  ask: 'Ask the owner of the bin if you need to see it.',
};
