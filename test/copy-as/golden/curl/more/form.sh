curl 'http://localhost:3000/b/x7k2' \
  -H 'User-Agent: curl/8.5.0' \
  -H 'Accept: */*' \
  -H 'Content-Type: application/x-www-form-urlencoded' \
  --data-raw 'Body=it%27s+me&From=%2B15551234'
