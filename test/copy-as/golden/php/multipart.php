<?php
// PHP adds headers that were not sent: Connection.
$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => [
        'Host: localhost:3000',
        'Content-Type: multipart/form-data; boundary=x',
        'Content-Length: 180',
    ],
    'content' => "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nit's me\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n@/etc/hostname\r\n--x--\r\n",
    'protocol_version' => 1.1,
    'user_agent' => '',
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
$reply = file_get_contents('http://localhost:3000/b/x7k2', false, $context);
echo $http_response_header[0], "\n", $reply;
