// Java sends headers in alphabetical order.
// Java may add headers that were not sent: User-Agent, Connection.
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
            .method("POST", HttpRequest.BodyPublishers.ofByteArray("--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nit's me\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "multipart/form-data; boundary=x")
            .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
    }
}
