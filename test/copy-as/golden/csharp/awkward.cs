// The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
// .NET reorders headers.
// .NET changes this target. To send it unchanged, copy as curl or Python (http.client).
// The request was received as HTTP/1.0; this copy sends it as HTTP/1.1.
using System.Net;
using System.Text;

using var client = new HttpClient(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    UseCookies = false,
    RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
});
var request = new HttpRequestMessage(new HttpMethod("M-SEARCH"), "http://localhost:3000/b/x7k2//a/../b?d&e=&{{secret}}=1&=x")
{
    Version = HttpVersion.Version11,
};
request.Headers.TryAddWithoutValidation("host", "bins.example:8443");
request.Headers.TryAddWithoutValidation("X-Latin1", "caf\u00e9");
request.Headers.TryAddWithoutValidation("-o", "@/etc/passwd");
request.Headers.TryAddWithoutValidation("__proto__", "x");
request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("# ````\n{{secret}} \u202e<script>"));
var response = await client.SendAsync(request);
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
