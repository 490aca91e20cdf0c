import type { BinResponse, Fault, FaultKind, FaultOf } from '#lib/reply/response.ts';
import type { Capability, ResponseChannel } from '../response-channel.ts';
import type { RequestWaits } from '../wait-limits.ts';

/** A fault; this folder has one file for each kind. */
export type FaultTwin<Kind extends FaultKind> = {
  readonly kind: Kind;
  /** The capabilities that it needs. */
  readonly needs: readonly Capability[];
  /** The nearest fault, used where the channel lacks a capability. */
  readonly instead?: Fault;
  /** Whether the fault applies to the response; by default it always does. Otherwise the response is sent without a fault. */
  fits?(reply: BinResponse, fault: FaultOf<Kind>, channel: ResponseChannel): boolean;
  /** Resolves once it is done, or the sender is gone. */
  perform(
    channel: ResponseChannel,
    reply: BinResponse,
    fault: FaultOf<Kind>,
    waits: RequestWaits,
  ): Promise<void>;
};
