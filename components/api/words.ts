/** Errors of API calls for which the API itself has no text. */
export const callErrors = {
  unreachable: 'The server cannot be reached.',
  unreachableHint: 'Check your network connection, then try again. The server may also be restarting.',
  failedHere: 'Something went wrong on this page.',
  unexpectedStatus: (status: number) => `The server sent an unexpected response with status ${status}.`,
  unexpectedHint: 'Try again. If the error persists, check the server log.',
  uploadStopped: 'The upload was stopped.',
};
