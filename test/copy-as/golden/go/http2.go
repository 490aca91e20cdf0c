// Go sends headers in alphabetical order, and writes Host and Transfer-Encoding in its own case.
// The request was received as HTTP/2; Go sends it as HTTP/1.1.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

func main() {
	body := "{\"event\":\"push\"}"
	request := &http.Request{
		Method: "POST",
		URL: &url.URL{Scheme: "http", Host: "localhost:3000", Opaque: "/b/x7k2/push"},
		Host: "bins.example",
		Header: http.Header{
			"user-agent": {"hook/2"},
			"cookie": {"a=1; b=2"},
			"content-type": {"application/json"},
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
