curl 'http://localhost:3000/b/x7k2/../admin' \
  --path-as-is \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*'
