// Java sends headers in alphabetical order.
// Java may add headers that were not sent: Connection.
// Omitted, because Java sends only ASCII: 1 header line.
// Java groups repeated headers.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

public class SendRequest {
    public static void main(String[] args) throws Exception {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection,expect,host,upgrade");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:3000/b/x7k2/orders?id=1&id=2"))
            .version(HttpClient.Version.HTTP_1_1)
            .method("POST", HttpRequest.BodyPublishers.ofByteArray("{\"id\":12345678901234567890,\"price\":10.50,\n \"note\":\"caf\351 ```\", \"x\": \"it's\"}".getBytes(StandardCharsets.UTF_8)))
            .header("User-Agent", "Shop/2.1")
            .header("Content-Type", "application/json")
            .header("X-Trace", "1")
            .header("x-trace", "2")
            .header("X-Empty", "")
            .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
    }
}
