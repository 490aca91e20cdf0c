import { decodeText } from '#lib/body/decode-text.ts';
import { inertPage } from './inert-page.ts';

/** Prepares a page in a worker: a hostile one of 2 MB takes longer than a frame. */
addEventListener('message', ({ data }: MessageEvent<{ bytes: Uint8Array; nonce: string }>) => {
  postMessage(inertPage(decodeText(data.bytes, null).text, data.nonce));
});
