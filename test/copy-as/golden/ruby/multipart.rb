# Ruby capitalizes header names.
require 'net/http'

request = Net::HTTPGenericRequest.new("POST", true, true, "/b/x7k2")
%w[Accept Accept-Encoding User-Agent].each { |name| request.delete(name) }
request.add_field("Host", "localhost:3000")
request.add_field("Content-Type", "multipart/form-data; boundary=x")
request.add_field("Content-Length", "180")
request.body = "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nit's me\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n"
response = Net::HTTP.start('localhost', 3000) { |http| http.request(request) }
puts response.code, response.body
