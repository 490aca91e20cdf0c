# Replace NAME with the name of your function.
curl 'http://localhost:7071/api/NAME?id=1&id=2' \
  -H 'User-Agent: Shop/2.1' \
  -H 'Content-Type: application/json' \
  -H 'X-Trace: 1' \
  -H 'x-trace: 2' \
  -H 'X-Name: café' \
  -H 'X-Empty;' \
  -H 'Accept:' \
  --data-raw '{"id":12345678901234567890,"price":10.50,
 "note":"café ```", "x": "it'\''s"}'
