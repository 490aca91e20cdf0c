# HTTPie reorders headers.
# HTTPie may group repeated headers.
# HTTPie adds headers that were not sent: Accept-Encoding.
http --ignore-stdin --path-as-is --body \
  --raw='{"id":12345678901234567890,"price":10.50,
 "note":"café ```", "x": "it'\''s"}' \
  -- POST 'http://localhost:3000/b/x7k2/orders?id=1&id=2' \
  'Host:localhost:3000' \
  'User-Agent:Shop/2.1' \
  'Content-Type:application/json' \
  'X-Trace:1' \
  'x-trace:2' \
  'X-Name:café' \
  'X-Empty;' \
  'Accept-Encoding:' \
  'Accept:' \
  'Connection:'
