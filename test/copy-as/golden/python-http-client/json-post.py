from http.client import HTTPConnection

connection = HTTPConnection('localhost', 3000)
connection.putrequest('POST', '/b/x7k2/orders?id=1&id=2', skip_host=True, skip_accept_encoding=True)
connection.putheader('Host', 'localhost:3000')
connection.putheader('User-Agent', 'Shop/1.0')
connection.putheader('Content-Type', 'application/json')
connection.putheader('X-Trace', '1')
connection.putheader('x-trace', '2')
connection.putheader('X-Name', 'caf\xc3\xa9')
connection.putheader('Content-Length', '30')
connection.endheaders(b'{"id":12345678901234567890.0}\n')
response = connection.getresponse()
print(response.status, response.read())
