// Go sends headers in alphabetical order, and writes Host and Transfer-Encoding in its own case.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

func main() {
	body := "text=it's+\"me\"&more=$(id)&from=%2B1"
	request := &http.Request{
		Method: "POST",
		URL: &url.URL{Scheme: "http", Host: "localhost:3000", Opaque: "/b/x7k2"},
		Host: "localhost:3000",
		Header: http.Header{
			"Content-Type": {"application/x-www-form-urlencoded"},
			"X-Quote": {"it's \"quoted\" $HOME \\"},
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
