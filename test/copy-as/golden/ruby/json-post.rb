# Ruby capitalizes header names.
# Ruby joins repeated headers.
require 'net/http'

request = Net::HTTPGenericRequest.new("POST", true, true, "/b/x7k2/orders?id=1&id=2")
%w[Accept Accept-Encoding User-Agent].each { |name| request.delete(name) }
request.add_field("Host", "localhost:3000")
request.add_field("User-Agent", "Shop/2.1")
request.add_field("Content-Type", "application/json")
request.add_field("X-Trace", "1, 2")
request.add_field("X-Name", "caf\xc3\xa9".b)
request.add_field("X-Empty", "")
request.add_field("Content-Length", "75")
request.body = "{\"id\":12345678901234567890,\"price\":10.50,\n \"note\":\"café ```\", \"x\": \"it's\"}"
response = Net::HTTP.start('localhost', 3000) { |http| http.request(request) }
puts response.code, response.body
