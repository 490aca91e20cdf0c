curl 'http://localhost:3000/b/x7k2/orders?id=1&id=2' \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*'
