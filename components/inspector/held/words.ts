export const heldNote = {
  waiting: 'The sender is waiting for a manual response. {time} left.',
  respond: 'Respond',
  longer: 'Hold longer',
  longerHelp: 'Two more minutes from now, up to ten minutes in all',
  heldUntil: (time: string) => `The request is held for ${time} more`,
  longerFailed: 'The request could not be held longer.',
};

export const responseForm = {
  label: 'Send response',
  status: 'Status',
  statusError: 'Enter a status from 200 to 599.',
  headers: 'Headers',
  headersHelp: 'One per line, sent in this order. Content-Length is added automatically.',
  headerError: (line: number) => `Line ${line} is not in the form “Name: value”.`,
  body: 'Body',
  send: 'Send response',
  sent: 'Response sent',
  tooLate: 'Too late: the sender is no longer waiting.',
  timeLeft: '{time} left, then the rule’s response is sent',
};
