# The request was received as HTTP/2; http.client sends it as HTTP/1.1.
from http.client import HTTPConnection

connection = HTTPConnection('localhost', 3000)
connection.putrequest('POST', '/b/x7k2/push', skip_host=True, skip_accept_encoding=True)
connection.putheader('Host', 'bins.example')
connection.putheader('user-agent', 'hook/2')
connection.putheader('cookie', 'a=1; b=2')
connection.putheader('content-type', 'application/json')
connection.putheader('Content-Length', '16')
connection.endheaders(b'{"event":"push"}')
response = connection.getresponse()
print(response.status, response.read())
