# HTTPie reorders headers.
# HTTPie adds headers that were not sent: User-Agent, Accept-Encoding.
http --ignore-stdin --path-as-is --body \
  --raw='text=it'\''s+"me"&more=$(id)&from=%2B1' \
  -- POST 'http://localhost:3000/b/x7k2' \
  'Host:localhost:3000' \
  'Content-Type:application/x-www-form-urlencoded' \
  'X-Quote:it'\''s "quoted" $HOME \' \
  'User-Agent:' \
  'Accept-Encoding:' \
  'Accept:' \
  'Connection:'
