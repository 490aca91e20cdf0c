import type { BinResponse, Fault, FaultKind } from '#lib/reply/response.ts';
import type { ResponseChannel } from '../response-channel.ts';
import { close } from './close.ts';
import { cutBody } from './cut-body.ts';
import { drip } from './drip.ts';
import type { FaultTwin } from './fault.ts';
import { garbage } from './garbage.ts';
import { hang } from './hang.ts';
import { malformedChunk } from './malformed-chunk.ts';
import { reset } from './reset.ts';
import { slowHeaders } from './slow-headers.ts';
import { wrongLength } from './wrong-length.ts';

/** Every fault, by its kind. */
export const faults: { readonly [Kind in FaultKind]: FaultTwin<Kind> } = {
  reset,
  close,
  hang,
  'cut-body': cutBody,
  drip,
  'slow-headers': slowHeaders,
  'wrong-length': wrongLength,
  'malformed-chunk': malformedChunk,
  garbage,
};

/** The fault if this channel can perform it, else the nearest one that it can; null if the response has no part that it applies to. */
export function performable(fault: Fault, reply: BinResponse, channel: ResponseChannel): Fault | null {
  const twin = twinOf(fault);
  if (twin.needs.every((means) => channel.capabilities.has(means)))
    return (twin.fits?.(reply, fault, channel) ?? true) ? fault : null;
  return twin.instead ? performable(twin.instead, reply, channel) : null;
}

/** The twin of a fault's kind takes faults of that kind; TypeScript cannot follow that through a union. */
export const twinOf = (fault: Fault) => faults[fault.kind] as unknown as FaultTwin<FaultKind>;
