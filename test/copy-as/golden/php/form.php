<?php
// PHP adds headers that were not sent: Connection.
$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => [
        'Host: localhost:3000',
        'Content-Type: application/x-www-form-urlencoded',
        'X-Quote: it\'s "quoted" $HOME \\',
        'Content-Length: 35',
    ],
    'content' => 'text=it\'s+"me"&more=$(id)&from=%2B1',
    'protocol_version' => 1.1,
    'user_agent' => '',
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
$reply = file_get_contents('http://localhost:3000/b/x7k2', false, $context);
echo $http_response_header[0], "\n", $reply;
