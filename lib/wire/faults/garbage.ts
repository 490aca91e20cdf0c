import type { FaultTwin } from './fault.ts';

/** Every byte once, from the highest down. */
export const garbageBytes = Uint8Array.from({ length: 256 }, (_, index) => 255 - index);

/** Bytes that are not HTTP, then closed: curl says 1, since an answer without a head could be of HTTP/0.9. */
export const garbage: FaultTwin<'garbage'> = {
  kind: 'garbage',
  needs: ['raw'],
  instead: { kind: 'reset' },
  async perform({ byHand }) {
    await byHand?.raw(garbageBytes);
    await byHand?.close();
  },
};
