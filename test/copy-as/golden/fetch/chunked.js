// A browser writes header names in lower case, sorts them, and adds headers of its own.
// Some browsers send their own User-Agent.
// Omitted, because a page may not set them: Trailer, Transfer-Encoding.
// Omitted, because fetch cannot send trailers: 1 trailer line.
const response = await fetch('http://localhost:3000/b/x7k2', {
  method: 'POST',
  headers: [
    ['User-Agent', 'pump/1'],
    ['Content-Type', 'text/plain'],
  ],
  body: 'hello',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
});
console.log(response.status, await response.text());
