// A browser writes header names in lower case, sorts them, and adds headers of its own.
// Some browsers send their own User-Agent.
// Omitted, because a page may not set them: Cookie.
// The Host header differs: the browser sends the host of the URL.
// The request was received as HTTP/2; a browser negotiates the version with the server.
const response = await fetch('http://localhost:3000/b/x7k2/push', {
  method: 'POST',
  headers: [
    ['user-agent', 'hook/2'],
    ['content-type', 'application/json'],
  ],
  body: '{"event":"push"}',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
});
console.log(response.status, await response.text());
