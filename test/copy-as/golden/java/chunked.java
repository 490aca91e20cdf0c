// Java sends headers in alphabetical order.
// Java may add headers that were not sent: Connection.
// The body was sent with chunked encoding; Java sends Content-Length instead.
// Omitted, because Java cannot send trailers: 1 trailer line.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

public class SendRequest {
    public static void main(String[] args) throws Exception {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection,expect,host,upgrade");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:3000/b/x7k2"))
            .version(HttpClient.Version.HTTP_1_1)
            .method("POST", HttpRequest.BodyPublishers.ofByteArray("hello".getBytes(StandardCharsets.UTF_8)))
            .header("User-Agent", "pump/1")
            .header("Trailer", "X-Sum")
            .header("Content-Type", "text/plain")
            .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
    }
}
