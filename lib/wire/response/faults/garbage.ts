import type { FaultTwin } from './fault.ts';

/** Every byte value once, in descending order. */
export const garbageBytes = Uint8Array.from({ length: 256 }, (_, index) => 255 - index);

/** Bytes that are not HTTP, then closed: curl exits with 1, since a response without a head could be HTTP/0.9. */
export const garbage: FaultTwin<'garbage'> = {
  kind: 'garbage',
  needs: ['raw'],
  instead: { kind: 'reset' },
  async perform({ rawChannel }) {
    await rawChannel?.sendRaw(garbageBytes);
    await rawChannel?.close();
  },
};
