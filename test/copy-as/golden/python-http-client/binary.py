import base64
from http.client import HTTPConnection

connection = HTTPConnection('localhost', 3000)
connection.putrequest('PUT', '/b/x7k2/image', skip_host=True, skip_accept_encoding=True)
connection.putheader('Host', 'localhost:3000')
connection.putheader('Content-Type', 'image/gif')
connection.putheader('Content-Length', '14')
connection.endheaders(base64.b64decode('R0lGODlhAQABAAD/ADs='))
response = connection.getresponse()
print(response.status, response.read())
