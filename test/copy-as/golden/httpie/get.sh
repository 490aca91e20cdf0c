# HTTPie reorders headers.
http --ignore-stdin --path-as-is --body \
  -- GET 'http://localhost:3000/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty=' \
  'Host:localhost:3000' \
  'User-Agent:Mozilla/5.0' \
  'Accept:text/html, */*;q=0.8' \
  'Accept-Encoding:gzip, br' \
  'Cookie:session=abc; theme="dark"' \
  'Referer:https://shop.example/' \
  'Connection:' \
  'Content-Type:'
