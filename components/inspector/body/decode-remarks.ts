import { humanSize } from '#lib/body/size.ts';
import { readable } from '#lib/http/byte-string.ts';
import { contentCodings } from '#lib/http/content-coding.ts';
import type { CaptureJson } from '#lib/model/capture-json.ts';
import type { Remark } from './content.ts';
import type { Decoded } from './decoded-cache.ts';

/** What decoding did to a body, where it stopped, and what broke. */
export function decodedRemarks(
  capture: CaptureJson,
  { bytes, undone, truncated, error }: Extract<Decoded, { is: 'decoded' }>,
): Remark[] {
  const sent = humanSize(capture.body.stored);
  const applied = undone.toReversed().join(', then ');
  return [
    {
      tone: 'quiet',
      words: `sent compressed with ${applied}: ${sent} as sent, ${humanSize(bytes.length)} decoded`,
    },
    ...(truncated
      ? [{ tone: 'careful' as const, words: 'there is more: this server decodes no further' }]
      : []),
    ...(error === null ? [] : [{ tone: 'bad' as const, words: `not all of it could be decoded (${error})` }]),
  ];
}

/** Why compressed bytes are in sight. */
export function sentRemarks(capture: CaptureJson, outcome: Decoded | null): Remark[] {
  if (outcome?.is === 'undecodable')
    return [{ tone: 'careful', words: `shown as sent: it cannot be decoded (${outcome.why})` }];
  const names = contentCodings(capture.headers).map(({ sent }) => readable(sent));
  return [{ tone: 'quiet', words: `as sent, compressed with ${names.join(', then ')}` }];
}
