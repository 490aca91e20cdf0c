import { type Compared, diffRequests } from '#lib/diff/requests.ts';

/** Compares off the page's own thread: bodies may be as long as they like. */
addEventListener('message', ({ data }: MessageEvent<{ before: Compared; after: Compared }>) => {
  postMessage(diffRequests(data.before, data.after));
});
