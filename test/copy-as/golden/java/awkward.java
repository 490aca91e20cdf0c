// The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
// Java sends headers in alphabetical order.
// Java may add headers that were not sent: User-Agent, Connection.
// Omitted, because Java sends only ASCII: 1 header line.
// Java changes this target. To send it unchanged, copy as curl or Python (http.client).
// The request was received as HTTP/1.0; Java sends it as HTTP/1.1.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

public class SendRequest {
    public static void main(String[] args) throws Exception {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection,expect,host,upgrade");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:3000/b/x7k2//a/../b?d&e=&%7B%7Bsecret%7D%7D=1&=x"))
            .version(HttpClient.Version.HTTP_1_1)
            .method("M-SEARCH", HttpRequest.BodyPublishers.ofByteArray("# ````\n{{secret}} \u202e<script>".getBytes(StandardCharsets.UTF_8)))
            .header("host", "bins.example:8443")
            .header("-o", "@/etc/passwd")
            .header("__proto__", "x")
            .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
    }
}
