import { z } from 'zod';
import { binState, link, links, newBin, newKey, newLink } from './bins.ts';
import { capture, capturePage, captureSummary, heldList, replyContent, waitResult } from './captures.ts';
import { providerSecrets, schema, schemas, secrets } from './checks.ts';
import { counted, imported, removed, timeline, values } from './counts.ts';
import { problem } from './problems.ts';
import {
  deliveries,
  delivery,
  forward,
  forwardItems,
  forwards,
  listener,
  listeners,
  newDeliveries,
  replay,
  replays,
} from './sending.ts';

/** JSON whose properties the document does not describe. */
const document = z.looseObject({});

/** The JSON of every response, by the name it has in the document. */
export const responses = {
  Bin: binState,
  BinUse: document,
  BinUses: document,
  Block: document,
  Blocks: document,
  Capture: capture,
  CapturePage: capturePage,
  CaptureSummary: captureSummary,
  Attempts: document,
  Count: counted,
  Deliveries: deliveries,
  Delivery: delivery,
  Forward: forward,
  ForwardItems: forwardItems,
  Forwards: forwards,
  Held: heldList,
  HeldLonger: z.object({ seq: z.number().int(), deadline: z.iso.datetime() }),
  Imported: imported,
  Instance: document,
  Link: link,
  Links: links,
  Listener: listener,
  Listeners: listeners,
  ManualResponse: z.object({ seq: z.number().int(), status: z.number().int() }),
  NewBin: newBin,
  NewDeliveries: newDeliveries,
  NewKey: newKey,
  NewLink: newLink,
  Presets: document,
  Problem: problem,
  ProviderSecrets: providerSecrets,
  Removed: removed,
  Replay: replay,
  Replays: replays,
  ReplySettings: document,
  ReplyTry: document,
  ResponseDraft: replyContent.extend({ status: z.number().int() }),
  Sample: document,
  Samples: document,
  Schema: schema,
  Schemas: schemas,
  Secrets: secrets,
  SenderReport: document,
  Timeline: timeline,
  Values: values,
  WaitResult: waitResult,
} as const;

export type ResponseName = keyof typeof responses;
