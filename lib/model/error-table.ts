/** The error table: for each code its HTTP status, a title (what happened) and a hint (what to do). */
export const failures = {
  'bin-not-found': {
    status: 404,
    title: 'This bin does not exist.',
    hint: 'Check the slug: a capture URL is {origin}/b/{slug}, with any path below it. Create a bin on the home page or with POST /api/v1/bins.',
  },
  'bin-deleted': {
    status: 410,
    title: 'This bin was deleted.',
    hint: 'Its owner can restore it within 24 hours, on its page or with POST /api/v1/bins/{slug}/restore.',
  },
  'bin-not-deleted': {
    status: 409,
    title: 'This bin is not deleted.',
    hint: 'There is nothing to restore. Use the bin as it is.',
  },
  'capture-not-found': {
    status: 404,
    title: 'This bin has no capture with this number.',
    hint: 'The capture may have been deleted or evicted. List the captures with GET /api/v1/bins/{slug}/captures.',
  },
  'capture-truncated': {
    status: 422,
    title: 'The body of this request was not stored completely, so it cannot be replayed as it was received.',
    hint: 'Send the request with a body of your own. The operator sets the longest body that is stored with MAX_BODY_BYTES.',
  },
  'wait-timed-out': {
    status: 409,
    title: 'Fewer requests than expected were received in time.',
    hint: 'The requests that matched are in captures. nearMisses names others that were received, and the filter terms they did not match. Wait again with a longer timeout, or correct the filter.',
  },
  'delivery-not-found': {
    status: 404,
    title: 'This bin has no delivery with this ID.',
    hint: 'A bin keeps its newest deliveries. List them with GET /api/v1/bins/{slug}/deliveries.',
  },
  'replay-not-found': {
    status: 404,
    title: 'This bulk replay does not exist.',
    hint: 'Bulk replays are known to the server process that runs them until it stops. Their deliveries are listed with GET /api/v1/bins/{slug}/deliveries?replay={id}.',
  },
  'body-not-kept': {
    status: 410,
    title: 'This body is no longer stored.',
    hint: 'It was the body of a captured request that was deleted or evicted.',
  },
  'not-sent-here': {
    status: 409,
    title: 'Another server process is sending this delivery.',
    hint: 'Wait until it has ended, then try again. If that process was stopped, the delivery is marked as interrupted within 15 seconds.',
  },
  'delivery-under-way': {
    status: 409,
    title: 'This delivery is being sent.',
    hint: 'Wait until it has ended, or stop it with DELETE.',
  },
  'attempts-full': {
    status: 409,
    title: 'This delivery has reached its limit of attempts.',
    hint: 'Send the request as a new delivery.',
  },
  'forward-not-found': {
    status: 404,
    title: 'This bin has no forward rule with this ID.',
    hint: 'It may have been removed. List the forward rules of the bin with GET /api/v1/bins/{slug}/forwards.',
  },
  'forwards-full': {
    status: 409,
    title: 'This bin has reached its limit of forward rules.',
    hint: 'Remove rules that are no longer needed, then try again.',
  },
  'forward-to-itself': {
    status: 422,
    title: 'A bin cannot forward requests to itself.',
    hint: 'Choose another destination. A request that is forwarded to its own bin would be forwarded again and again.',
  },
  'copy-target-unknown': {
    status: 404,
    title: 'This copy format does not exist.',
    hint: 'Use one of the formats listed in the detail.',
  },
  'content-undecodable': {
    status: 422,
    title: 'The content encoding of this body cannot be decoded.',
    hint: 'Omit decoded=1 to get the bytes as they were received.',
  },
  'export-format-unknown': {
    status: 400,
    title: 'This export or import format does not exist.',
    hint: 'Use one of the formats listed in the detail.',
  },
  'link-not-found': {
    status: 404,
    title: 'This link does not exist.',
    hint: 'It may have been revoked already. List the links of the bin with GET /api/v1/bins/{slug}/links.',
  },
  'not-found': {
    status: 404,
    title: 'Not found.',
    hint: 'The API starts at /api/v1/bins. Send requests to capture to /b/{slug}.',
  },
  'inspector-url': {
    status: 405,
    title: 'This is the URL of the inspector, not the capture URL. The request was not stored.',
    hint: 'Send requests to the capture URL of the bin instead. An inspector URL gives access to the bin: replace the link if you shared this URL by mistake.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This URL does not support this method.',
    hint: 'Use one of the methods listed in the Allow header.',
  },
  'key-missing': {
    status: 401,
    title: 'This request needs a key.',
    hint: 'Send the key as "Authorization: Bearer {key}". The key is the part after /i/ in the URL of the inspector.',
  },
  'key-unknown': {
    status: 401,
    title: 'This key is not valid.',
    hint: 'The key may have been revoked or have expired, or the bin may have been deleted. Ask the owner of the bin for a new link.',
  },
  'key-of-another-bin': {
    status: 403,
    title: 'This key belongs to another bin.',
    hint: 'Use a key of this bin.',
  },
  'origin-not-allowed': {
    status: 403,
    title: 'This request was not sent to an address of this server, or comes from a page of another origin.',
    hint: 'Use the URL of this server. The operator sets it with PUBLIC_URL; localhost and IP addresses are always accepted.',
  },
  'not-allowed': {
    status: 403,
    title: 'This link does not have permission to do that.',
    hint: 'Ask the owner of the bin for a link with more permissions.',
  },
  'invalid-input': {
    status: 400,
    title: 'The request is not valid.',
    hint: 'The detail names the invalid field and says what is expected.',
  },
  'invalid-filter': {
    status: 400,
    title: 'The filter is not valid.',
    hint: 'A filter is a list of terms such as method:POST -path:/health header:x-github-event=push body:"evt_" size>10k after:10m is:pinned.',
  },
  'address-too-long': {
    status: 414,
    title: 'The URL is too long or has too many query parameters.',
    hint: 'API URLs may have up to 100 query parameters, 4,096 characters of path and 49,152 characters in total. Capture URLs may be longer.',
  },
  'invalid-json': {
    status: 400,
    title: 'The body is not valid JSON.',
    hint: 'Send a JSON object with "Content-Type: application/json".',
  },
  'input-too-large': {
    status: 413,
    title: 'The body is too large.',
    hint: 'Send at most 64 KiB, or at most 8 MiB for reply settings.',
  },
  'last-owner-link': {
    status: 409,
    title: 'This is the last owner link of the bin.',
    hint: 'Create another owner link first, or delete the bin.',
  },
  'slug-taken': {
    status: 409,
    title: 'A bin with this slug already exists.',
    hint: 'Choose another slug, or omit it to get a random one.',
  },
  'secrets-off': {
    status: 403,
    title: 'This server keeps no secrets.',
    hint: 'The operator turns this on with SECRET_KEY. Until then, signatures can be verified in the inspector, with a secret that stays in the browser.',
  },
  'secret-not-found': {
    status: 404,
    title: 'This bin keeps no signing secret of this provider.',
    hint: 'List the signing secrets of the bin with GET /api/v1/bins/{slug}/secrets.',
  },
  'secrets-full': {
    status: 409,
    title: 'This bin has reached its limit of signing secrets.',
    hint: 'Remove secrets that are no longer needed, then try again.',
  },
  'listener-not-found': {
    status: 404,
    title: 'This bin has no listener with this name.',
    hint: 'List the listeners of the bin with GET /api/v1/bins/{slug}/listeners.',
  },
  'listener-taken': {
    status: 409,
    title: 'Another program listens with this name.',
    hint: 'Choose another name, stop the other program, or take the name over with "takeOver": true.',
  },
  'listeners-full': {
    status: 409,
    title: 'This bin has reached its limit of listeners.',
    hint: 'Remove listeners that are no longer needed, then try again.',
  },
  'schema-not-found': {
    status: 404,
    title: 'This bin has no schema with this ID.',
    hint: 'List the schemas of the bin with GET /api/v1/bins/{slug}/schemas.',
  },
  'schemas-full': {
    status: 409,
    title: 'This bin has reached its limit of schemas.',
    hint: 'Remove schemas that are no longer needed, then try again.',
  },
  'sample-not-found': {
    status: 404,
    title: 'This sample event does not exist.',
    hint: 'List the providers and their sample events with GET /api/v1/samples.',
  },
  'links-full': {
    status: 409,
    title: 'This bin has reached its limit of links.',
    hint: 'Revoke links that are no longer needed, then try again.',
  },
  'not-waiting': {
    status: 409,
    title: 'The sender of this request is no longer waiting for a response.',
    hint: 'The detail says which response it got. List the held requests with GET /api/v1/bins/{slug}/held.',
  },
  'not-held-here': {
    status: 409,
    title: 'No reachable server process holds the connection of that request.',
    hint: 'The response is about to be sent, or the process that holds the connection cannot be reached now. Try again in a moment.',
  },
  'precondition-failed': {
    status: 412,
    title: 'This has changed since you read it, so your change was not made.',
    hint: 'Read it again with GET, apply your change to that, and send it with the new ETag in If-Match.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'This Idempotency-Key was used for another request.',
    hint: 'Use a new key, such as a UUID, for each operation. Repeat a request with the same key only if nothing in it has changed.',
  },
  'idempotency-key-in-use': {
    status: 409,
    title: 'A request with this Idempotency-Key is in progress.',
    hint: 'Wait until it has ended, then repeat the request with the same key. If the server was stopped meanwhile, the key can be used again after ten minutes.',
  },
  'idempotent-response-too-long': {
    status: 409,
    title:
      'The first request with this Idempotency-Key has succeeded, but its response was too long to be kept.',
    hint: 'The request is not repeated. Read the created resource with GET.',
  },
  'pins-full': {
    status: 409,
    title: 'This bin has reached its limit of pinned requests.',
    hint: 'Unpin or delete some requests, or raise the limits of the bin.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'The requested range is outside the body.',
    hint: 'The Content-Range header gives the length of the body.',
  },
  'rate-limited': {
    status: 429,
    title: 'Rate limit exceeded. The request was not stored.',
    hint: 'Wait for the number of seconds in Retry-After, then try again.',
  },
  'too-many-connections': {
    status: 429,
    title:
      'Too many open connections from your IP address. This connection was closed and no request was stored.',
    hint: 'Reuse connections (keep-alive), or close some before you open more.',
  },
  'connections-full': {
    status: 503,
    title: 'The server has reached its limit of open connections and closed this one.',
    hint: 'Try again in a moment. The server log gives the reason.',
  },
  'store-full': {
    status: 507,
    title: 'The database of this server is full. The request was not stored.',
    hint: 'Wait for the number of seconds in Retry-After, then try again. Stored requests are kept. The operator sets the limit with STORE_MAX_BYTES.',
  },
  'sender-blocked': {
    status: 403,
    title: 'Your IP address is blocked by the operator of this server. The request was not stored.',
    hint: 'If this is a mistake, contact the operator.',
  },
  'bin-blocked': {
    status: 403,
    title: 'This bin is blocked by the operator of this server. The request was not stored.',
    hint: 'If this is a mistake, contact the operator.',
  },
  draining: {
    status: 503,
    title: 'This server is shutting down and accepts no more requests. The request was not stored.',
    hint: 'Try again in a moment: another server may have taken over by then.',
  },
  'creation-needs-token': {
    status: 401,
    title: 'Creating a bin on this server requires a token.',
    hint: 'Send the token as "Authorization: Bearer {token}". Ask the operator of this server for one.',
  },
  'creation-closed': {
    status: 403,
    title: 'Creating bins is disabled on this server.',
    hint: 'Ask the operator of this server for a link to a bin.',
  },
  'admin-only': {
    status: 401,
    title: 'This request needs the admin token.',
    hint: 'Send the token as "Authorization: Bearer {token}". The operator sets it with ADMIN_TOKEN.',
  },
  'block-not-found': {
    status: 404,
    title: 'This block does not exist.',
    hint: 'It may have been removed or have expired. List the blocks with GET /api/v1/admin/blocks.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The database is unavailable. The request was not stored.',
    hint: 'Wait for the number of seconds in Retry-After, then try again. Operators find the reason in the log and at /readyz.',
  },
  'too-much-work': {
    status: 422,
    title: 'This request needs more time or memory than the server allows.',
    hint: 'Reduce the work: fewer captures, a shorter body, or a simpler filter or template.',
  },
  busy: {
    status: 503,
    title: 'Too many of your requests are waiting to be processed.',
    hint: 'Wait until some of them have finished, then try again.',
  },
  'destination-invalid': {
    status: 400,
    title: 'The destination is not valid.',
    hint: 'Use an http or https URL with a host and without a user name, such as https://api.example/hook.',
  },
  'request-unsendable': {
    status: 422,
    title: 'This request cannot be sent as one HTTP/1.1 message.',
    hint: 'Correct the part named in the detail: the method, the target, a header or the body.',
  },
  'signing-failed': {
    status: 422,
    title: 'This request could not be signed anew.',
    hint: 'Check the signing secret in the settings of the bin, or replay the request with the signature it has.',
  },
  'request-too-long': {
    status: 413,
    title: 'The request is longer than this server sends.',
    hint: 'Send a shorter body, or fewer headers. The detail says what is allowed.',
  },
  'draft-unreadable': {
    status: 422,
    title: 'No request could be read from this text.',
    hint: 'Paste a curl or PowerShell command, a .http file, an HTTP message, a HAR file or a Postman collection. The detail says what is wrong, and where.',
  },
  'draft-too-long': {
    status: 413,
    title: 'This text is too long to read requests from.',
    hint: 'Paste a shorter text, for example a single request. The detail gives the limit.',
  },
  'egress-refused': {
    status: 403,
    title: 'This server does not send requests to this destination.',
    hint: 'To send to a bin of this server, choose the bin as the destination. For programs on the machine of the server, start it with EGRESS_ALLOW=loopback. The operator can allow other private destinations there too.',
  },
  'send-rate-limited': {
    status: 429,
    title: 'This bin has sent too many requests.',
    hint: 'Wait for the number of seconds in Retry-After, then send again.',
  },
  'send-busy': {
    status: 503,
    title: 'Too many requests are being sent at the same time.',
    hint: 'Wait until some of them have finished, then send again.',
  },
  'send-cancelled': {
    status: 409,
    title: 'The request was cancelled before it got a response.',
    hint: 'The destination may have received it. Send it again if you need the response.',
  },
  'send-interrupted': {
    status: 503,
    title: 'The server stopped while the request was being sent or waited to be sent.',
    hint: 'The destination may have received it. Send it again if you need the response.',
  },
  'dns-failed': {
    status: 502,
    title: 'The host name of the destination could not be resolved.',
    hint: 'Check the spelling of the host. Resolve it on the machine of this server, for example with nslookup.',
  },
  'connection-refused': {
    status: 502,
    title: 'The destination refused the connection.',
    hint: 'Nothing listens on this port. Check the port, and that the receiver is running.',
  },
  'destination-unreachable': {
    status: 502,
    title: 'There is no network route to the destination.',
    hint: 'Check the address, and that the network of this server allows the connection.',
  },
  'connection-reset': {
    status: 502,
    title: 'The connection was reset before the response was complete.',
    hint: 'The receiver or a proxy in front of it aborted the connection. Its log may give the reason.',
  },
  'connection-closed': {
    status: 502,
    title: 'The destination closed the connection before it sent a complete response.',
    hint: 'The receiver may have crashed or may have stopped. Its log may give the reason.',
  },
  'tls-invalid': {
    status: 502,
    title: 'No trusted TLS connection could be established with the destination.',
    hint: 'The detail says whether the certificate or the handshake is the problem. Operators can trust a private authority with EGRESS_CA_FILE.',
  },
  'timed-out': {
    status: 504,
    title: 'The destination took too long.',
    hint: 'The detail says in which phase. Increase the time-out, or make the receiver respond first and work later.',
  },
  'response-malformed': {
    status: 502,
    title: 'The response is not valid HTTP/1.1.',
    hint: 'Check that the port speaks HTTP, and https if it expects TLS. The detail gives the reason of the parser.',
  },
  'response-too-long': {
    status: 502,
    title: 'The response is longer than this server reads.',
    hint: 'The first part of it is kept. Let the receiver send a shorter response.',
  },
  'proxy-failed': {
    status: 502,
    title: 'The proxy of this server did not connect to the destination.',
    hint: 'The detail gives the response of the proxy. The operator sets it with EGRESS_PROXY.',
  },
  internal: {
    status: 500,
    title: 'Internal server error.',
    hint: 'Operators find the reason in the log. Please report this as a bug.',
  },
} as const satisfies Record<string, { status: number; title: string; hint: string }>;
