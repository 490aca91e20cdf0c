from http.client import HTTPConnection

connection = HTTPConnection('localhost', 3000)
connection.putrequest('POST', '/b/x7k2', skip_host=True, skip_accept_encoding=True)
connection.putheader('Host', 'localhost:3000')
connection.putheader('Content-Type', 'application/x-www-form-urlencoded')
connection.putheader('X-Quote', 'it\'s "quoted" $HOME \\')
connection.putheader('Content-Length', '35')
connection.endheaders(b'text=it\'s+"me"&more=$(id)&from=%2B1')
response = connection.getresponse()
print(response.status, response.read())
