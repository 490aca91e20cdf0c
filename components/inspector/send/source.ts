import type { ProviderFacts } from '#lib/model/capture.ts';
import type { SampleJson } from '#lib/samples/sample-json.ts';

/** Where the request of the Send window comes from. */
export type Source =
  | { readonly is: 'blank' }
  /** A request that was read from a text. */
  | { readonly is: 'paste' }
  | {
      readonly is: 'capture';
      readonly seq: number;
      /** The URL that it was received at. */
      readonly url: string;
      readonly provider: ProviderFacts | null;
    }
  | {
      readonly is: 'sample';
      readonly provider: string;
      readonly event: string;
      readonly title: string;
      readonly deliveryId: string | null;
      readonly signing: SampleJson['signing'];
    };
