from http.client import HTTPConnection

connection = HTTPConnection('localhost', 3000)
connection.putrequest('POST', '/b/x7k2', skip_host=True, skip_accept_encoding=True)
connection.putheader('Host', 'localhost:3000')
connection.putheader('Content-Type', 'multipart/form-data; boundary=x')
connection.putheader('Content-Length', '180')
connection.endheaders(b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nit\'s me\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n')
response = connection.getresponse()
print(response.status, response.read())
