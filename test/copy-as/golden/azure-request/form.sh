# Replace NAME with the name of your function.
curl 'http://localhost:7071/api/NAME' \
  -H 'Content-Type: application/x-www-form-urlencoded' \
  -H 'X-Quote: it'\''s "quoted" $HOME \' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  --data-raw 'text=it'\''s+"me"&more=$(id)&from=%2B1'
