# Put the name of your function in the place of NAME.
curl 'http://localhost:7071/api/NAME?id=1&tag=a%20b&tag=c' \
  -H 'User-Agent: Shop/2.1' \
  -H 'Content-Type: application/json' \
  -H 'Cookie: session=abc; theme=dark' \
  -H 'X-Trace: 1' \
  -H 'x-trace: 2' \
  -H 'Accept:' \
  --data-raw '{"id":12345678901234567890,"price":10.50,
 "note":"café ```"}'
