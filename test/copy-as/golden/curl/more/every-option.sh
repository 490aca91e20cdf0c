# 1 value that looks like a secret is masked.
curl 'http://localhost:3000/orders?id=1&tag=a%20b&tag=c' \
  -H 'User-Agent: Shop/2.1' \
  -H 'Content-Type: application/json' \
  -H 'Cookie: [redacted]' \
  -H 'X-Trace: 1' \
  -H 'x-trace: 2' \
  -H 'Accept:' \
  --data-raw '{"id":12345678901234567890,"price":10.50,
 "note":"café ```"}'
