/** What `wirebin/test` exports. */
export { createBin, deleteBins, type TestBin, type TestBinOptions } from './create-bin.ts';
export type { ExpectNoneOptions, ExpectOptions } from './expect-requests.ts';
export { ExpectationError } from './expectation-error.ts';
export type { ReceivedRequest } from './received-request.ts';
export { type StartedWirebin, type StartOptions, startWirebin } from './start-wirebin.ts';
