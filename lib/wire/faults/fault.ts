import type { Fault, FaultKind, FaultOf, Reply } from '../../reply/reply.ts';
import type { Means, ReplyChannel } from '../reply-channel.ts';
import type { RequestWaits } from '../waits.ts';

/** A way to answer badly: the twins of this folder, one for each kind. */
export type FaultTwin<Kind extends FaultKind> = {
  readonly kind: Kind;
  /** What the door must be able to do for it. */
  readonly needs: readonly Means[];
  /** What is done where it cannot: the nearest thing to it that it can do. */
  readonly instead?: Fault;
  /** Whether the reply has what is to go wrong; if not said, every reply has. Where it has not, it is sent as it is. */
  fits?(reply: Reply, fault: FaultOf<Kind>, channel: ReplyChannel): boolean;
  /** Resolves once it is done, or the sender gone. */
  perform(channel: ReplyChannel, reply: Reply, fault: FaultOf<Kind>, waits: RequestWaits): Promise<void>;
};
