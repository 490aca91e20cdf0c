// A browser writes header names in lower case, sorts them, and adds headers of its own.
// Some browsers send their own User-Agent.
// Omitted, because a page may not set them: Accept-Encoding, Cookie, Referer.
const response = await fetch('http://localhost:3000/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty=', {
  method: 'GET',
  headers: [
    ['User-Agent', 'Mozilla/5.0'],
    ['Accept', 'text/html, */*;q=0.8'],
  ],
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
});
console.log(response.status, await response.text());
