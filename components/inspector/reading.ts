/** What somebody is reading: one capture, or always the newest. */
export type Reading = {
  /** Null: the newest, whichever it is. */
  readonly seq: number | null;
  /** On a phone, list and detail are two screens. */
  readonly screen: 'list' | 'detail';
};

export type ReadingEvent =
  /** A row was chosen; `newest` is the newest there is: choosing it means to follow. */
  | { type: 'chose'; seq: number; newest: number | null }
  /** Somebody looks around in the list: what is shown stays, whatever arrives. */
  | { type: 'held'; seq: number | null }
  | { type: 'followed' }
  | { type: 'screen'; screen: Reading['screen'] };

export function reduceReading(reading: Reading, event: ReadingEvent): Reading {
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
