// A browser writes header names in lower case, sorts them, and adds headers of its own.
const response = await fetch('http://localhost:3000/b/x7k2', {
  method: 'POST',
  headers: [
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['X-Quote', 'it\'s "quoted" $HOME \\'],
  ],
  body: 'text=it\'s+"me"&more=$(id)&from=%2B1',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
});
console.log(response.status, await response.text());
