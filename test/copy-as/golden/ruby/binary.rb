# Ruby capitalizes header names.
require 'net/http'

request = Net::HTTPGenericRequest.new("PUT", true, true, "/b/x7k2/image")
%w[Accept Accept-Encoding User-Agent].each { |name| request.delete(name) }
request.add_field("Host", "localhost:3000")
request.add_field("Content-Type", "image/gif")
request.add_field("Content-Length", "14")
request.body = 'R0lGODlhAQABAAD/ADs='.unpack1('m')
response = Net::HTTP.start('localhost', 3000) { |http| http.request(request) }
puts response.code, response.body
