# HTTPie reorders headers.
# HTTPie adds headers that were not sent: User-Agent, Accept-Encoding.
http --ignore-stdin --path-as-is --body \
  --raw=$'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nit\'s me\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n' \
  -- POST 'http://localhost:3000/b/x7k2' \
  'Host:localhost:3000' \
  'Content-Type:multipart/form-data; boundary=x' \
  'User-Agent:' \
  'Accept-Encoding:' \
  'Accept:' \
  'Connection:'
