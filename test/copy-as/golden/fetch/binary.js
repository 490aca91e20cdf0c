// A browser writes header names in lower case, sorts them, and adds headers of its own.
const response = await fetch('http://localhost:3000/b/x7k2/image', {
  method: 'PUT',
  headers: [
    ['Content-Type', 'image/gif'],
  ],
  body: Uint8Array.from(atob('R0lGODlhAQABAAD/ADs='), (character) => character.charCodeAt(0)),
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
});
console.log(response.status, await response.text());
