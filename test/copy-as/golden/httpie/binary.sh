# HTTPie reorders headers.
# HTTPie adds headers that were not sent: User-Agent, Accept-Encoding.
echo 'R0lGODlhAQABAAD/ADs=' | base64 -d |
http --path-as-is --body \
  -- PUT 'http://localhost:3000/b/x7k2/image' \
  'Host:localhost:3000' \
  'Content-Type:image/gif' \
  'User-Agent:' \
  'Accept-Encoding:' \
  'Accept:' \
  'Connection:'
