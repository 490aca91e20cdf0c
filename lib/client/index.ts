/** What `wirebin/client` exports. */

export type { BinJson, NewBinJson } from '#lib/model/bin-json.ts';
export type {
  CaptureJson,
  CapturePage,
  CaptureSummary,
  NearMiss,
  WaitResult,
} from '#lib/model/capture-json.ts';
export type { NewDelivery, NewReplay } from '#lib/model/delivery-input.ts';
export type {
  DeliveryJson,
  DeliveryPage,
  DeliverySummary,
  ReplayPlan,
  ReplayProgress,
} from '#lib/model/delivery-json.ts';
export type { NewForward } from '#lib/model/forward-input.ts';
export type { ForwardItemPage, ForwardJson } from '#lib/model/forward-json.ts';
export type { NewLink } from '#lib/model/input.ts';
export type { LinkJson, NewLinkJson } from '#lib/model/link-json.ts';
export type { HandReply } from '#lib/model/manual-response-shape.ts';
export type { PlaybookInput, ReplySettingsInput, ResponseInput } from '#lib/model/reply-settings-input.ts';
export type { Bin, ExportOptions, TimelineOptions } from './bin.ts';
export type { BinAddress } from './bin-address.ts';
export type { Caller, CallInput, CallOptions } from './call.ts';
export type { CopyOptions, ListOptions, Seq } from './captures.ts';
export { type Client, type ClientOptions, type CreatedBin, createClient } from './client.ts';
export type { ConnectionState, EventStream, EventsOptions } from './events.ts';
export type { DeadLetterOptions, ForwardItemOptions } from './forwards.ts';
export type { NewBinInput } from './new-bin-input.ts';
export type { Readiness } from './readiness.ts';
export type { DeliveryListOptions } from './sending.ts';
export type { WaitOptions } from './wait.ts';
export { WirebinError, type WirebinErrorCode } from './wirebin-error.ts';
