// The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
// Node.js adds a Connection header.
// The request was received as HTTP/1.0; Node.js sends it as HTTP/1.1.
import { request } from 'node:http';

const call = request('http://localhost:3000', {
  method: 'M-SEARCH',
  path: '/b/x7k2//a/../b?d&e=&{{secret}}=1&=x',
  headers: [
    ['host', 'bins.example:8443'],
    ['X-Latin1', 'caf\xe9'],
    ['-o', '@/etc/passwd'],
    ['__proto__', 'x'],
    ['Content-Length', '29'],
  ],
});
call.on('response', (response) => {
  console.log(response.statusCode);
  response.on('data', (piece) => console.log(String(piece)));
});
call.end(Buffer.from('# ````\n{{secret}} \u{202e}<script>'));
