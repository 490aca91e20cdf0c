// Node.js adds a Connection header.
import { request } from 'node:http';

const call = request('http://localhost:3000', {
  method: 'PUT',
  path: '/b/x7k2/image',
  headers: [
    ['Host', 'localhost:3000'],
    ['Content-Type', 'image/gif'],
    ['Content-Length', '14'],
  ],
});
call.on('response', (response) => {
  console.log(response.statusCode);
  response.on('data', (piece) => console.log(String(piece)));
});
call.end(Buffer.from('R0lGODlhAQABAAD/ADs=', 'base64'));
