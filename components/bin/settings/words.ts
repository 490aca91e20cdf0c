import { countOf, countWords } from '#components/ui/count-words.ts';

/** The settings page of a bin. */

export const settingsPage = {
  title: 'Bin settings',
  gone: 'This bin was deleted, or your link was revoked. Changes can no longer be saved.',
  viewOnly: 'Your link is view only. To change settings, ask the owner for a link that can edit.',
};

export const settingsForm = {
  about: 'About',
  name: 'Name',
  nameHelp: 'Optional. If empty, the slug is shown instead.',
  description: 'Description',
  descriptionPlaceholder: 'Purpose, senders, contact person',
  slug: 'Slug',
  slugHelp: 'Part of the capture URL: 3 to 63 lowercase letters, digits and hyphens.',
  slugChanges: 'The capture URL will change. The old URL keeps working for 30 days.',
  formerSlugs: 'These old slugs still work: {slugs}.',
  formerSlug: (day: string) => `{slug} until ${day}`,
  limits: 'Limits',
  capacity: 'Maximum requests',
  capacityHelp:
    'When the limit is reached, the oldest requests are deleted. Pinned requests are kept and do not count.',
  capacityEvicts: (count: number) =>
    count === 1
      ? 'The oldest request will be deleted when you save.'
      : `The oldest ${countWords(count)} requests will be deleted when you save.`,
  maxBytes: 'Maximum size',
  maxBytesHelp: 'Counts requests and the responses stored with them.',
  maxBytesUsed: (usage: string) => `${usage} used.`,
  expiresAfter: 'Expires after',
  expiresAfterHelp:
    'The bin is deleted, with all its requests, after this long without a request or a visit.',
  ceiling: (most: string) => `This server allows at most ${most}.`,
  requests: (count: number) => countOf(count, 'request'),
  contested: (saved: string) => `Someone else has changed this to “${saved}”.`,
  saved: 'All changes saved',
  unsaved: (count: number) => countOf(count, 'unsaved change'),
  announceSaved: 'Saved',
};

export const settingErrors = {
  capacity: 'Enter a whole number of requests, such as 10,000.',
  maxBytes: 'Enter a size, such as 512 MiB or 2 GB.',
  slugTaken: (title: string) => `${title} Choose another.`,
  refused: (complaint: string) => `It ${complaint}.`,
};

export const expiries = {
  hour: '1 hour',
  day: '1 day',
  threeDays: '3 days',
  week: '7 days',
  month: '30 days',
  quarter: '90 days',
  year: '1 year',
  never: 'Never',
  days: (count: number) => countOf(count, 'day'),
  hours: (count: number) => countOf(count, 'hour'),
  minutes: (count: number) => countOf(count, 'minute'),
  seconds: (count: number) => countOf(count, 'second'),
};

export const signingSecrets = {
  title: 'Signing secrets',
  about:
    'With the signing secret of a provider, the server checks the signature of every request when it arrives. Filter by the result with `signature:invalid`, or reject forged requests with a rule. Secrets are stored encrypted and are never shown again.',
  loading: 'Loading signing secrets',
  off: 'This server keeps no secrets. The operator turns this on with `SECRET_KEY`.',
  none: 'No signing secrets yet. Signatures are not checked on arrival.',
  secret: 'Fingerprint {fingerprint} · added {day}',
  secretName: (provider: string, fingerprint: string) => `${provider}, fingerprint ${fingerprint}`,
  unreadable:
    'This secret cannot be decrypted, because the `SECRET_KEY` of the server has changed. Remove it and add it again.',
  provider: 'Provider',
  chooseProvider: 'Choose a provider',
  newSecret: 'Secret',
  incomplete: 'Choose a provider and enter its secret.',
  replace: 'Replace existing secrets',
  replaceHelp: 'Otherwise all secrets of the provider are accepted, for example during a rotation.',
  add: 'Add secret',
  announceAdded: 'Secret added',
  remove: 'Remove',
  removeQuestion: 'Signatures made with this secret will no longer be valid. The secret cannot be recovered.',
  removeVerb: 'Remove secret',
  announceRemoved: 'Secret removed',
  notRemoved: 'The secret could not be removed.',
};

export const schemas = {
  title: 'JSON Schemas',
  about:
    'The body of every request that matches the filter of a schema is checked against it when it arrives. Filter by the result with `schema:invalid`, or respond with 422 to invalid requests with a rule.',
  loading: 'Loading schemas',
  none: 'No schemas yet. Add one to find the requests that your handler would reject, such as an order without an `id`.',
  add: 'Add schema',
  full: (most: number) => `A bin keeps up to ${most} schemas.`,
  everyRequest: 'Every request',
  showSchema: 'Schema',
  enabled: 'Enabled',
  disabled: 'Disabled',
  edit: 'Edit',
  remove: 'Remove',
  removeQuestion: 'Requests are no longer checked against this schema. The results of earlier requests stay.',
  removeVerb: 'Remove schema',
  announceAdded: 'Schema added',
  announceSaved: 'Schema saved',
  announceRemoved: 'Schema removed',
  announceEnabled: 'Schema enabled',
  announceDisabled: 'Schema disabled',
  notSaved: 'The schema could not be changed.',
  notRemoved: 'The schema could not be removed.',
};

export const schemaForm = {
  addTitle: 'New schema',
  editTitle: (name: string) => `Edit schema ${name}`,
  name: 'Name',
  nameExample: 'Order',
  nameMissing: 'Enter a name. Violations are shown with it.',
  filter: 'Filter',
  filterExample: 'event:push',
  filterHelp: 'Only requests that match are checked. Leave empty to check every request.',
  schema: 'JSON Schema',
  schemaHelp:
    'Draft 2020-12, or the one in `$schema` (draft-07, 2019-09). References to other documents are not loaded, and patterns use RE2 syntax.',
  notJson: (line: number, column: number, reason: string) =>
    `This is not JSON: line ${line}, column ${column}: ${reason}.`,
  refused: (complaint: string) => `It ${ended(complaint)}`,
  schemaRefused: (complaint: string) => `The schema ${ended(complaint)}`,
  placeRefused: (pointer: string, complaint: string) => `\`${pointer}\` ${ended(complaint)}`,
  lineRefused: (line: number, pointer: string, complaint: string) =>
    `Line ${line}: \`${pointer}\` ${ended(complaint)}`,
  add: 'Add schema',
  save: 'Save schema',
  cancel: 'Cancel',
};

/** What the form of a new schema begins with. */
export const exampleSchema = `{
  "type": "object",
  "required": ["id"],
  "properties": {
    "id": { "type": "string" }
  }
}`;

/** Complaints of the API end with a full stop, or not. */
function ended(complaint: string): string {
  return complaint.endsWith('.') ? complaint : `${complaint}.`;
}

export const binActions = {
  freezeTitle: 'Freeze',
  frozenTitle: 'This bin is frozen',
  freezeAbout: 'A frozen bin still responds to senders but stores no new requests. Stored requests stay.',
  freeze: 'Freeze bin',
  unfreeze: 'Unfreeze bin',
  frozen: 'Bin frozen',
  unfrozen: 'Bin unfrozen',
  notFrozen: 'The bin could not be frozen.',
  notUnfrozen: 'The bin could not be unfrozen.',
  cloneTitle: 'Clone',
  cloneAbout: 'Creates a new bin with the same settings, its own URL and no requests.',
  clone: 'Clone bin',
  cloneName: (title: string) => `${title} (copy)`,
  notCloned: 'The bin could not be cloned.',
  deleteTitle: 'Delete',
  deleteAbout: 'Senders get a 404 response, and nobody can open the bin. You can restore it for 24 hours.',
  delete: 'Delete bin',
};
