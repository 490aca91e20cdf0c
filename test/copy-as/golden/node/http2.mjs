// Node.js adds a Connection header.
// The request was received as HTTP/2; Node.js sends it as HTTP/1.1.
import { request } from 'node:http';

const call = request('http://localhost:3000', {
  method: 'POST',
  path: '/b/x7k2/push',
  headers: [
    ['Host', 'bins.example'],
    ['user-agent', 'hook/2'],
    ['cookie', 'a=1; b=2'],
    ['content-type', 'application/json'],
    ['Content-Length', '16'],
  ],
});
call.on('response', (response) => {
  console.log(response.statusCode);
  response.on('data', (piece) => console.log(String(piece)));
});
call.end(Buffer.from('{"event":"push"}'));
