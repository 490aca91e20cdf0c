// The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
// Go sends headers in alphabetical order, and writes Host and Transfer-Encoding in its own case.
// The request was received as HTTP/1.0; Go sends it as HTTP/1.1.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

func main() {
	body := "# ````\n{{secret}} \u202e<script>"
	request := &http.Request{
		Method: "M-SEARCH",
		URL: &url.URL{Scheme: "http", Host: "localhost:3000", Opaque: "/b/x7k2//a/../b?d&e=&{{secret}}=1&=x"},
		Host: "bins.example:8443",
		Header: http.Header{
			"X-Latin1": {"caf\xe9"},
			"-o": {"@/etc/passwd"},
			"__proto__": {"x"},
			"User-Agent": {""},
		},
		Body: io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body)),
	}
	response, err := (&http.Transport{DisableCompression: true}).RoundTrip(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	reply, _ := io.ReadAll(response.Body)
	fmt.Println(response.Status, string(reply))
}
