curl 'http://localhost:3000/b/x7k2/orders?id=1' \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*' \
  -H 'Content-Type: application/json' \
  --data-raw '{"id":12345678901234567890.0}'
