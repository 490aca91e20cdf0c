# Only the first 3 of 3000 body bytes are stored. This copy sends those.
curl 'http://localhost:3000/b/x7k2' \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*' \
  -H 'Content-Type:' \
  --data-raw 'abc'
