export { readGrpc } from './read-grpc.ts';
export { readProtobuf } from './read-protobuf.ts';
