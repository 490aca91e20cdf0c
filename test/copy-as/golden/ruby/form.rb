# Ruby capitalizes header names.
require 'net/http'

request = Net::HTTPGenericRequest.new("POST", true, true, "/b/x7k2")
%w[Accept Accept-Encoding User-Agent].each { |name| request.delete(name) }
request.add_field("Host", "localhost:3000")
request.add_field("Content-Type", "application/x-www-form-urlencoded")
request.add_field("X-Quote", "it's \"quoted\" $HOME \\")
request.add_field("Content-Length", "35")
request.body = "text=it's+\"me\"&more=$(id)&from=%2B1"
response = Net::HTTP.start('localhost', 3000) { |http| http.request(request) }
puts response.code, response.body
