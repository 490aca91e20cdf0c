// Node.js adds a Connection header.
import { request } from 'node:http';

const call = request('http://localhost:3000', {
  method: 'GET',
  path: '/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty=',
  headers: [
    ['Host', 'localhost:3000'],
    ['User-Agent', 'Mozilla/5.0'],
    ['Accept', 'text/html, */*;q=0.8'],
    ['Accept-Encoding', 'gzip, br'],
    ['Cookie', 'session=abc; theme="dark"'],
    ['Referer', 'https://shop.example/'],
  ],
});
call.on('response', (response) => {
  console.log(response.statusCode);
  response.on('data', (piece) => console.log(String(piece)));
});
call.end();
