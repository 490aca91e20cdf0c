# curl waits for a body here, which a reply to HEAD has not: it gives up after 10 seconds.
curl 'http://localhost:3000/b/x7k2' \
  -X HEAD \
  --max-time 10 \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*' \
  -H 'Content-Type: application/json' \
  --data-raw '{}'
