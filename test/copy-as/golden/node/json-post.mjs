// Node.js adds a Connection header.
import { request } from 'node:http';

const call = request('http://localhost:3000', {
  method: 'POST',
  path: '/b/x7k2/orders?id=1&id=2',
  headers: [
    ['Host', 'localhost:3000'],
    ['User-Agent', 'Shop/2.1'],
    ['Content-Type', 'application/json'],
    ['X-Trace', '1'],
    ['x-trace', '2'],
    ['X-Name', 'caf\xc3\xa9'],
    ['X-Empty', ''],
    ['Content-Length', '75'],
  ],
});
call.on('response', (response) => {
  console.log(response.statusCode);
  response.on('data', (piece) => console.log(String(piece)));
});
call.end(Buffer.from('{"id":12345678901234567890,"price":10.50,\n "note":"café ```", "x": "it\'s"}'));
