// A browser writes header names in lower case, orders them, and adds lines of its own.
// Some browsers send their own User-Agent.
// Left out, as a page may not set them: Cookie.
// The Host line was another one: the browser sends the host of the URL.
// The request came as HTTP/2; a browser agrees with the server on the version.
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
