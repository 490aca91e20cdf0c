// A browser writes header names in lower case, sorts them, and adds headers of its own.
const response = await fetch('http://localhost:3000/b/x7k2', {
  method: 'POST',
  headers: [
    ['Content-Type', 'multipart/form-data; boundary=x'],
  ],
  body: '--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nit\'s me\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
});
console.log(response.status, await response.text());
