<?php
// PHP adds headers that were not sent: Connection.
$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => [
        'Host: localhost:3000',
        'User-Agent: Shop/2.1',
        'Content-Type: application/json',
        'X-Trace: 1',
        'x-trace: 2',
        "X-Name: caf\xc3\xa9",
        'X-Empty: ',
        'Content-Length: 75',
    ],
    'content' => "{\"id\":12345678901234567890,\"price\":10.50,\n \"note\":\"café ```\", \"x\": \"it's\"}",
    'protocol_version' => 1.1,
    'user_agent' => '',
    'follow_location' => 0,
    'ignore_errors' => true,
]]);
$reply = file_get_contents('http://localhost:3000/b/x7k2/orders?id=1&id=2', false, $context);
echo $http_response_header[0], "\n", $reply;
