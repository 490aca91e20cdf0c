// Node.js adds a Connection header.
import { request } from 'node:http';

const call = request('http://localhost:3000', {
  method: 'POST',
  path: '/b/x7k2',
  headers: [
    ['Host', 'localhost:3000'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['X-Quote', 'it\'s "quoted" $HOME \\'],
    ['Content-Length', '35'],
  ],
});
call.on('response', (response) => {
  console.log(response.statusCode);
  response.on('data', (piece) => console.log(String(piece)));
});
call.end(Buffer.from('text=it\'s+"me"&more=$(id)&from=%2B1'));
