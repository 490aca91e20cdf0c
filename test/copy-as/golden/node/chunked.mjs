// Node.js adds a Connection header.
import { request } from 'node:http';

const call = request('http://localhost:3000', {
  method: 'POST',
  path: '/b/x7k2',
  headers: [
    ['Host', 'localhost:3000'],
    ['User-Agent', 'pump/1'],
    ['Transfer-Encoding', 'chunked'],
    ['Trailer', 'X-Sum'],
    ['Content-Type', 'text/plain'],
  ],
});
call.on('response', (response) => {
  console.log(response.statusCode);
  response.on('data', (piece) => console.log(String(piece)));
});
call.addTrailers([
    ['X-Sum', '5'],
]);
call.end(Buffer.from('hello'));
