import { z } from 'zod';
import { binState, link, links, newBin, newKey, newLink } from './bins.ts';
import {
  capture,
  capturePage,
  captureSummary,
  heldList,
  nearMiss,
  replyContent,
  replySummary,
  waitResult,
} from './captures.ts';
import { providerSecrets, schema, schemas, secrets } from './checks.ts';
import { seq, time } from './common.ts';
import { counted, imported, removed, timeline, values } from './counts.ts';
import { binUse, binUses, block, instance } from './operation.ts';
import { problem } from './problems.ts';
import { answer, playbook, presets, replySettings, replyTry } from './replies.ts';
import { sample, samples } from './samples.ts';
import { attempts, senderReport, series } from './senders.ts';
import {
  deliveries,
  delivery,
  deliverySummary,
  forward,
  forwardItem,
  forwardItems,
  forwards,
  hop,
  listener,
  listeners,
  newDeliveries,
  replay,
  replayPlan,
  replays,
} from './sending.ts';

/** The JSON of every response, by the name it has in the document. */
export const responses = {
  Bin: binState,
  BinUse: binUse,
  BinUses: binUses,
  Block: block,
  Blocks: z.object({ blocks: z.array(block), next: z.number().int().nullable() }),
  Capture: capture,
  CapturePage: capturePage,
  CaptureSummary: captureSummary,
  Attempts: attempts,
  Count: counted,
  Deliveries: deliveries,
  Delivery: delivery,
  Forward: forward,
  ForwardItems: forwardItems,
  Forwards: forwards,
  Held: heldList,
  HeldLonger: z.object({ seq, deadline: time }),
  Imported: imported,
  Instance: instance,
  Link: link,
  Links: links,
  Listener: listener,
  Listeners: listeners,
  ManualResponse: z.object({ seq, status: z.number().int() }),
  NewBin: newBin,
  NewDeliveries: newDeliveries,
  NewKey: newKey,
  NewLink: newLink,
  Presets: presets,
  Problem: problem,
  ProviderSecrets: providerSecrets,
  Removed: removed,
  Replay: replay,
  ReplayPlan: replayPlan,
  Replays: replays,
  ReplySettings: replySettings,
  ReplyTry: replyTry,
  ResponseDraft: replyContent.extend({ status: z.number().int() }),
  Sample: sample,
  Samples: samples,
  Schema: schema,
  Schemas: schemas,
  Secrets: secrets,
  SenderReport: senderReport,
  Timeline: timeline,
  Values: values,
  WaitResult: waitResult,
} as const;

/** Parts of responses with a name in the document, since several have them. */
export const parts = {
  AttemptSeries: series,
  DeliverySummary: deliverySummary,
  ForwardItem: forwardItem,
  NearMiss: nearMiss,
  SentRequest: hop,
  Response: answer,
  ResponsePlaybook: playbook,
  ResponseToSender: replySummary,
} as const;

/** Responses whose entries have only the properties that `fields` names. */
export const withFields = {
  BinUses: binUses.extend({ bins: z.array(binUse.partial()) }),
  Capture: capture.partial(),
  CapturePage: capturePage.extend({ captures: z.array(captureSummary.partial()) }),
  Deliveries: deliveries.extend({ deliveries: z.array(deliverySummary.partial()) }),
  ForwardItems: forwardItems.extend({ items: z.array(forwardItem.partial()) }),
  Links: links.extend({ links: z.array(link.partial()) }),
} as const;

export type ResponseName = keyof typeof responses;
