/** The request that is open: one capture, or always the newest while nobody has chosen or touched one. */
export type OpenedRequest = {
  /** Null to follow the newest. */
  readonly seq: number | null;
  /** On a phone, list and detail are two screens. */
  readonly screen: 'list' | 'detail';
};

export type OpenedRequestEvent =
  /** A row was chosen, be it the newest: it stays. */
  | { type: 'chose'; seq: number }
  /** The person does something with the request that is shown, or looks around in the list: it stays. */
  | { type: 'held'; seq: number | null }
  | { type: 'followed' }
  | { type: 'screen'; screen: OpenedRequest['screen'] };

export function reduceOpenedRequest(reading: OpenedRequest, event: OpenedRequestEvent): OpenedRequest {
  switch (event.type) {
    case 'chose':
      return { ...reading, seq: event.seq };
    case 'held':
      return reading.seq === null ? { ...reading, seq: event.seq } : reading;
    case 'followed':
      return reading.seq === null ? reading : { ...reading, seq: null };
    case 'screen':
      return reading.screen === event.screen ? reading : { ...reading, screen: event.screen };
  }
}
