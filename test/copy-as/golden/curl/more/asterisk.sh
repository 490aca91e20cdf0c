curl 'http://localhost:3000' \
  --request-target '*' \
  -X OPTIONS \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*'
