<?php
// The sender disconnected before the end of the request. This copy sends the 29 body bytes that were received.
// PHP adds headers that were not sent: Connection, Content-Type.
$context = stream_context_create(['http' => [
    'method' => 'M-SEARCH',
    'header' => [
        'host: bins.example:8443',
        "X-Latin1: caf\xe9",
        '-o: @/etc/passwd',
        '__proto__: x',
        'Content-Length: 29',
    ],
    'content' => "# ````\n{{secret}} \u{202e}<script>",
    'protocol_version' => 1.0,
    'user_agent' => '',
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
$reply = file_get_contents('http://localhost:3000/b/x7k2//a/../b?d&e=&{{secret}}=1&=x', false, $context);
echo $http_response_header[0], "\n", $reply;
