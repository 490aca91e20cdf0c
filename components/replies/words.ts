import { countOf } from '#components/ui/count-words.ts';

/** Every text of the page with the reply settings of a bin. */

export const replyPage = {
  title: 'Reply settings',
  about: 'Set how this bin responds: a default response, rules for specific requests, delays and faults.',
  defaultHeading: 'Default response',
  defaultAbout: 'Sent when no rule matches.',
  optionsHeading: 'Sender options',
  cors: 'Respond to CORS preflight requests',
  corsHelp:
    'Pages of any origin can then send requests to this bin and read the responses. Preflight requests are stored too.',
  override: 'Let the sender choose the response',
  overrideHelp: 'Scripts can add {example} to the URL.',
};

export const presetList = {
  heading: 'Presets',
  about: 'A preset replaces the default response and all rules. Nothing changes until you save.',
  /** After a choice. `before` and `now` are how many rules there were and are. */
  chosen: (title: string, before: number, now: number) =>
    [
      `The preset “${title}” replaced the default response${before === 0 ? '' : ` and ${countOf(before, 'rule')}`}`,
      now === 0 ? '.' : `, and added ${countOf(now, 'rule')}.`,
    ].join(''),
  undo: 'Undo',
};

export const ruleList = {
  heading: 'Rules',
  about: 'Evaluated from top to bottom. The first enabled rule that matches sends the response.',
  empty: 'No rules yet. Every request gets the default response below.',
  add: 'Add rule',
  moved: (from: number, to: number) => `Rule ${from} is now rule ${to}`,
};

export const ruleCard = {
  /** Before the title of the rule, for screen readers. */
  number: (number: number) => `Rule ${number}: `,
  everyRequest: 'Every request',
  enable: (number: number) => `Enable rule ${number}`,
  drag: 'Drag to reorder',
  moveUp: (number: number) => `Move rule ${number} up`,
  moveDown: (number: number) => `Move rule ${number} down`,
  duplicateThis: 'Duplicate',
  removeThis: 'Remove',
  duplicate: (number: number) => `Duplicate rule ${number}`,
  remove: (number: number) => `Remove rule ${number}`,
  hasErrors: 'has errors',
  isDisabled: 'disabled',
  isDisabledHelp: 'This rule is disabled: it responds to nothing yet.',
  enableThis: 'Enable rule',
  name: 'Name',
  nameExample: 'Payments are down',
  nameHelp: 'Shown on each request that this rule responds to.',
  copyOf: (name: string) => `${name} (copy)`,
};

export const conditionField = {
  label: 'Condition',
  example: 'method:POST path:/orders/*',
  help: 'A filter, as in the request list: method, path, query, header, body, json, provider, event … Leave empty to match every request.',
  some: (matching: string, all: string) => `Matches ${matching} of ${all}.`,
  all: (all: string) => `Matches all ${all}.`,
  none: (all: string) => `Matches none of ${all}.`,
  noneYet: 'Matches none of the newest requests.',
  atLeast: (matching: string, all: string) => `Matches at least ${matching} of ${all}.`,
  newest: 'The newest is {request}.',
  request: (seq: number) => `#${seq}`,
};

export const responseFields = {
  mode: 'Mode',
  modes: {
    answer: 'Single response',
    sequence: 'Sequence (such as 503, 503, 200)',
    chances: 'Random response',
    limit: 'Rate limit',
  },
  status: 'Status',
};

export const headerFields = {
  heading: 'Headers',
  name: 'Name',
  value: 'Value',
  nameOf: (number: number) => `Name of header ${number}`,
  valueOf: (number: number) => `Value of header ${number}`,
  remove: (number: number) => `Remove header ${number}`,
  add: 'Add header',
};

export const bodyFields = {
  label: 'Response body',
  file: (size: string) => `File, ${size}.`,
  replaceWithText: 'Replace with text',
  upload: 'Upload file',
  template: 'Fill in values from the request (Liquid template)',
  templateHelp: 'Available in the body and in header values: {examples}',
};

export const delayFields = {
  label: 'Delay',
  kinds: {
    none: 'None',
    fixed: 'Fixed delay',
    range: 'Random delay between two values',
    normal: 'Random delay (normal distribution)',
    hold: 'Hold for a manual response',
  },
  holdHelp:
    'The request waits for a manual response in the inspector. At the deadline, this response is sent.',
  deadline: 'Deadline',
  duration: 'Duration',
  minimum: 'Minimum',
  maximum: 'Maximum',
  mean: 'Mean',
  deviation: 'Standard deviation',
};

export const faultFields = {
  label: 'Fault',
  none: 'None',
  help: {
    reset: 'The sender gets a TCP reset instead of a response.',
    close: 'The connection is closed without a response.',
    hang: 'The connection stays open without a response, then closes.',
    'cut-body': 'The connection closes after half of the body.',
    drip: 'The body is sent a few bytes at a time.',
    'slow-headers': 'The status line and the headers are sent a few bytes at a time.',
    'wrong-length': 'A positive number makes Content-Length larger than the body, a negative one smaller.',
    'malformed-chunk': 'The body is sent in chunks, one of which has an invalid size.',
    garbage: 'The sender gets bytes that are not HTTP. Then the connection closes.',
  },
  duration: 'Duration',
  speed: 'Speed',
  speedUnit: 'bytes per second',
  difference: 'Difference',
  differenceUnit: 'bytes',
};

export const numberField = {
  label: (label: string, unit: string) => `${label}, ${unit}`,
  seconds: 'seconds',
  notANumber: 'Enter a number.',
};

export const sequenceFields = {
  scope: 'Counter',
  scopes: { delivery: 'Per delivery (each starts at step 1)', bin: 'For the whole bin' },
  end: 'After the last step',
  ends: {
    stay: 'Repeat the last step',
    loop: 'Start again at step 1',
    random: 'Choose a random step',
  },
  step: (number: number) => `Step ${number}`,
  add: 'Add step',
};

export const chanceFields = {
  percent: (percent: number) => `${percent}%`,
  response: (number: number) => `Response ${number}`,
  weight: (number: number) => `Weight of response ${number}`,
  add: 'Add response',
};

export const limitFields = {
  limit: 'Limit',
  unit: 'requests per second',
  within: 'Within the limit',
  above: 'Above the limit',
};

/** A response in a list of several; `name` is what `sequenceFields.step` and `chanceFields.response` say. */
export const responseStep = {
  hasErrors: 'has errors',
  moveUp: (name: string) => `Move ${name.toLowerCase()} up`,
  moveDown: (name: string) => `Move ${name.toLowerCase()} down`,
  remove: (name: string) => `Remove ${name.toLowerCase()}`,
};

export const restartSequences = {
  heading: 'Sequences',
  about: 'Each sequence continues where it stopped, even after a restart of the server.',
  button: 'Restart all sequences',
  done: 'All sequences start again at step 1',
  failed: 'The sequences could not be restarted.',
};

export const handshakeFields = {
  heading: 'URL verification',
  about:
    'Some providers verify a URL before they send events to it. Turn on the ones you use. They get the response they document, before any rule and without delay.',
  sns: 'Amazon SNS sends a link to open instead. The link is in the overview of the request. Wirebin never opens it.',
  saved: 'Saved, not shown',
  unreadable:
    'This secret cannot be decrypted, because the SECRET_KEY of the server has changed or is missing. Until it is entered again, this verification gets no response of its own.',
  remove: 'Remove',
  removeOf: (secret: string, provider: string) => `Remove the ${secret.toLowerCase()} of ${provider}`,
};

/** Where an error is; the fields by their names in the API. */
export const errorPlaces = {
  at: (place: string, message: string) => `${place}: ${message}`,
  rules: 'Rules',
  rule: (number: number, name: string) => (name === '' ? `Rule ${number}` : `Rule ${number} “${name}”`),
  default: 'Default response',
  handshakes: 'URL verification',
  header: (number: number) => `header ${number}`,
  fields: {
    when: 'condition',
    name: 'name',
    status: 'status',
    body: 'body',
    delayMs: 'delay',
    hold: 'hold',
    fault: 'fault',
    perSecond: 'limit',
    under: 'within the limit',
    over: 'above the limit',
    weight: 'weight',
  },
};

export const saveBar = {
  failed: (reason: string) => `The settings could not be saved. ${reason}`,
  errors: (first: string, more: number) =>
    more === 0 ? first : `${first} And ${countOf(more, 'more error')}.`,
  unsaved: 'Unsaved changes: senders still get the saved responses',
  saved: 'All changes saved',
};

export const testPanel = {
  heading: 'Test',
  about:
    'See which rule would respond to a stored request, with the settings on this page. Nothing is sent, and sequences do not advance.',
  empty: 'No requests yet. Send a request to this bin to test the settings with it.',
  request: 'Request',
  run: 'Run test',
  result: (capture: number) => `Request #${capture} would get {status}.`,
  delayed: (capture: number, delay: string) => `Request #${capture} would get {status} after ${delay}.`,
  held: (capture: number, deadline: string) =>
    `Request #${capture} would be held for up to ${deadline}. Without a manual response it would get {status}.`,
  fault: (fault: string) => `Fault: ${fault}.`,
  step: (step: string) => `This time: ${step}.`,
  rule: (number: number) => `Rule ${number}`,
  disabled: 'disabled',
  matches: 'matches',
  doesNotMatch: 'does not match',
  noBody: '(no body)',
  binaryBody: (size: string) => `(${size}, not text)`,
};

/** What a response does, in one line: `503 after 2 s`, `503, 503, then 200 · per delivery`. */
export const responseSummary = {
  perDelivery: (steps: string) => `${steps} · per delivery`,
  perBin: (steps: string) => `${steps} · whole bin`,
  loop: (steps: string) => `${steps}, repeating`,
  random: (steps: string) => `${steps}, then random`,
  chances: (responses: readonly string[]) => `random: ${responses.join(' or ')}`,
  limit: (under: string, perSecond: number, over: string) => `${under}, above ${perSecond}/s ${over}`,
  held: (deadline: string, status: number) => `held up to ${deadline}, then ${status}`,
  after: (response: string, delay: string) => `${response} after ${delay}`,
  afterRange: (response: string, min: string, max: string) => `${response} after ${min} to ${max}`,
  afterAbout: (response: string, mean: string) => `${response} after about ${mean}`,
  reset: 'connection reset',
  close: 'closed without a response',
  hang: (duration: string) => `no response for ${duration}`,
  cutBody: (status: number) => `${status}, truncated body`,
  drip: (status: number, bytesPerSecond: number) => `${status}, body at ${bytesPerSecond} B/s`,
  slowHeaders: (status: number, bytesPerSecond: number) => `${status}, headers at ${bytesPerSecond} B/s`,
  wrongLength: (status: number, by: number) => `${status}, Content-Length off by ${by}`,
  malformedChunk: (status: number) => `${status}, malformed chunk`,
  garbage: 'garbage bytes',
};

export const recentRequests = {
  heading: 'Recent requests',
  test: 'Send test request',
  unsaved: 'Requests get the saved responses. Save your changes to try them.',
  empty: 'No requests yet. Send one to the URL above, or send a test request.',
  held: 'held for a manual response',
  waiting: 'waiting for its response',
  pending: '…',
  noResponse: 'no response',
  all: 'Open request list',
};
