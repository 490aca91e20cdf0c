// Java sends headers in alphabetical order.
// Java may add headers that were not sent: Connection.
// The request was received as HTTP/2; Java sends it as HTTP/1.1.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

public class SendRequest {
    public static void main(String[] args) throws Exception {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection,expect,host,upgrade");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:3000/b/x7k2/push"))
            .version(HttpClient.Version.HTTP_1_1)
            .method("POST", HttpRequest.BodyPublishers.ofByteArray("{\"event\":\"push\"}".getBytes(StandardCharsets.UTF_8)))
            .header("Host", "bins.example")
            .header("user-agent", "hook/2")
            .header("cookie", "a=1; b=2")
            .header("content-type", "application/json")
            .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
    }
}
