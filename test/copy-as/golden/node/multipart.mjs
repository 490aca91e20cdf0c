// Node.js adds a Connection header.
import { request } from 'node:http';

const call = request('http://localhost:3000', {
  method: 'POST',
  path: '/b/x7k2',
  headers: [
    ['Host', 'localhost:3000'],
    ['Content-Type', 'multipart/form-data; boundary=x'],
    ['Content-Length', '180'],
  ],
});
call.on('response', (response) => {
  console.log(response.statusCode);
  response.on('data', (piece) => console.log(String(piece)));
});
call.end(Buffer.from('--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nit\'s me\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n'));
