import { type Compared, diffRequests } from '#lib/diff/requests.ts';

/** Compares in a worker, so that long bodies do not block the page. */
addEventListener('message', ({ data }: MessageEvent<{ before: Compared; after: Compared }>) => {
  postMessage(diffRequests(data.before, data.after));
});
