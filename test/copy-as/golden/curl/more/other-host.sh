curl 'http://localhost:3000/b/x7k2' \
  -H 'Host: bins.example' \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*'
