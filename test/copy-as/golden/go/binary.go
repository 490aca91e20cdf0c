// Go sends headers in alphabetical order, and writes Host and Transfer-Encoding in its own case.
package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

func main() {
	decoded, err := base64.StdEncoding.DecodeString("R0lGODlhAQABAAD/ADs=")
	if err != nil {
		panic(err)
	}
	body := string(decoded)
	request := &http.Request{
		Method: "PUT",
		URL: &url.URL{Scheme: "http", Host: "localhost:3000", Opaque: "/b/x7k2/image"},
		Host: "localhost:3000",
		Header: http.Header{
			"Content-Type": {"image/gif"},
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
