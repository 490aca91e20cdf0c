from http.client import HTTPConnection

connection = HTTPConnection('localhost', 3000)
connection.putrequest('POST', '/b/x7k2', skip_host=True, skip_accept_encoding=True)
connection.putheader('Host', 'localhost:3000')
connection.putheader('User-Agent', 'pump/1')
connection.putheader('Transfer-Encoding', 'chunked')
connection.putheader('Trailer', 'X-Sum')
connection.putheader('Content-Type', 'text/plain')
connection.endheaders(b'5\r\nhello\r\n0\r\nX-Sum: 5\r\n\r\n')
response = connection.getresponse()
print(response.status, response.read())
