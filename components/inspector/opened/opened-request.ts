/** The request that is open: one capture, or always the newest. */
export type OpenedRequest = {
  /** Null to follow the newest. */
  readonly seq: number | null;
  /** On a phone, list and detail are two screens. */
  readonly screen: 'list' | 'detail';
};

export type OpenedRequestEvent =
  /** A row was chosen; choosing the `newest` starts following. */
  | { type: 'chose'; seq: number; newest: number | null }
  /** The user scrolls in the list: the open request stays while new ones arrive. */
  | { type: 'held'; seq: number | null }
  | { type: 'followed' }
  | { type: 'screen'; screen: OpenedRequest['screen'] };

export function reduceOpenedRequest(reading: OpenedRequest, event: OpenedRequestEvent): OpenedRequest {
  switch (event.type) {
    case 'chose':
      return { ...reading, seq: event.seq === event.newest ? null : event.seq };
    case 'held':
      return reading.seq === null ? { ...reading, seq: event.seq } : reading;
    case 'followed':
      return reading.seq === null ? reading : { ...reading, seq: null };
    case 'screen':
      return reading.screen === event.screen ? reading : { ...reading, screen: event.screen };
  }
}
