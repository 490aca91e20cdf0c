// Java sends headers in alphabetical order.
// Java may add headers that were not sent: Connection.
// Java may add Content-Length: 0.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

public class SendRequest {
    public static void main(String[] args) throws Exception {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection,expect,host,upgrade");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:3000/b/x7k2/a%20b/c?tag=a&tag=b%26c&flag&empty="))
            .version(HttpClient.Version.HTTP_1_1)
            .method("GET", HttpRequest.BodyPublishers.noBody())
            .header("User-Agent", "Mozilla/5.0")
            .header("Accept", "text/html, */*;q=0.8")
            .header("Accept-Encoding", "gzip, br")
            .header("Cookie", "session=abc; theme=\"dark\"")
            .header("Referer", "https://shop.example/")
            .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
    }
}
