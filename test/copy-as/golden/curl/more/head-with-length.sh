curl 'http://localhost:3000/b/x7k2' \
  --head \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*' \
  -H 'Content-Length: 0'
