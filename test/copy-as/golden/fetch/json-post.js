// A browser writes header names in lower case, sorts them, and adds headers of its own.
// A browser joins repeated headers.
// Some browsers send their own User-Agent.
const response = await fetch('http://localhost:3000/b/x7k2/orders?id=1&id=2', {
  method: 'POST',
  headers: [
    ['User-Agent', 'Shop/2.1'],
    ['Content-Type', 'application/json'],
    ['X-Trace', '1'],
    ['x-trace', '2'],
    ['X-Name', 'caf\xc3\xa9'],
    ['X-Empty', ''],
  ],
  body: '{"id":12345678901234567890,"price":10.50,\n "note":"café ```", "x": "it\'s"}',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
});
console.log(response.status, await response.text());
