import { connect, type Socket } from 'node:net';
import { type LookUp, systemLookUp } from './look-up.ts';

/** Everything outside this process that sending needs. Tests pass their own. */
export type Network = {
  readonly lookUp: LookUp;
  /** Begins a TCP connection to an address, which is no name. */
  readonly dial: (address: string, port: number) => Socket;
  /** Monotonic time in milliseconds. */
  readonly now: () => number;
};

export function systemNetwork(): Network {
  return {
    lookUp: systemLookUp(),
    dial: (host, port) => connect({ host, port, noDelay: true }),
    now: () => performance.now(),
  };
}
