curl 'http://localhost:3000/b/x7k2' \
  -H 'Content-Type: application/x-www-form-urlencoded' \
  -H 'X-Quote: it'\''s "quoted" $HOME \' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  --data-raw 'text=it'\''s+"me"&more=$(id)&from=%2B1'
