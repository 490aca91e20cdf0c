import type { Tool } from '../tool.ts';
import { createBin } from './create-bin.ts';
import { diffRequests } from './diff-requests.ts';
import { listRequests } from './list-requests.ts';
import { listSampleEvents } from './list-sample-events.ts';
import { readRequest } from './read-request.ts';
import { replayRequest } from './replay-request.ts';
import { sendSampleEvent } from './send-sample-event.ts';
import { setReply } from './set-reply.ts';
import { verifySignature } from './verify-signature.ts';
import { waitForRequests } from './wait-for-requests.ts';

/** Every tool, in the order in which clients list them. */
export const tools: readonly Tool[] = [
  createBin,
  listRequests,
  readRequest,
  waitForRequests,
  diffRequests,
  verifySignature,
  setReply,
  replayRequest,
  listSampleEvents,
  sendSampleEvent,
];
