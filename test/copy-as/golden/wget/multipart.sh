# Wget reorders headers.
# Wget adds headers that were not sent: Accept, Accept-Encoding, Connection.
wget 'http://localhost:3000/b/x7k2' \
  --quiet --output-document=- --content-on-error --tries=1 --max-redirect=0 --no-iri \
  --method=POST \
  --user-agent='' \
  --header='Content-Type: multipart/form-data; boundary=x' \
  --body-data=$'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nit\'s me\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n'
