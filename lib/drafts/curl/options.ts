/** What an option means for a request. */
export type CurlEffect =
  /** More about authentication; `-u` still means Basic. */
  | 'auth-setting'
  | 'compressed'
  | 'config'
  | 'cookie'
  | 'data'
  | 'data-binary'
  | 'data-raw'
  | 'data-urlencode'
  | 'form'
  | 'form-string'
  | 'get'
  | 'globoff'
  | 'head'
  | 'header'
  | 'http1.0'
  | 'http1.1'
  | 'insecure'
  | 'json'
  | 'location'
  | 'max-time'
  | 'next'
  | 'oauth2-bearer'
  /** Authentication that does not send the password as `-u` alone does. */
  | 'other-auth'
  | 'other-version'
  | 'path-as-is'
  | 'range'
  | 'referer'
  | 'request'
  | 'request-target'
  | 'upload-file'
  | 'url'
  | 'url-query'
  | 'user'
  | 'user-agent'
  /** Concerns what curl shows or stores, or when it tries again: nothing is lost. */
  | 'quiet'
  /** Concerns how curl sends: noted. */
  | 'ignored';

type CurlOption = { readonly name: string; readonly effect: CurlEffect; readonly takesValue: boolean };

/** Options with a value, by what they mean: `name` or `name/letter`. Source: curl man page, 8.17. */
const withValue: Partial<Record<CurlEffect, string>> = {
  config: 'config/K',
  cookie: 'cookie/b',
  data: 'data/d data-ascii',
  'data-binary': 'data-binary',
  'data-raw': 'data-raw',
  'data-urlencode': 'data-urlencode',
  form: 'form/F',
  'form-string': 'form-string',
  header: 'header/H',
  json: 'json',
  'max-time': 'max-time/m',
  'oauth2-bearer': 'oauth2-bearer',
  'auth-setting': 'delegation login-options sasl-authzid service-name',
  'other-auth': 'aws-sigv4',
  range: 'range/r',
  referer: 'referer/e',
  request: 'request/X',
  'request-target': 'request-target',
  'upload-file': 'upload-file/T',
  url: 'url',
  'url-query': 'url-query',
  user: 'user/u',
  'user-agent': 'user-agent/A',
  quiet:
    'cookie-jar/c create-file-mode dump-header/D etag-compare etag-save expect100-timeout hsts keepalive-cnt keepalive-time libcurl limit-rate max-filesize max-redirs output/o output-dir parallel-max rate retry retry-delay retry-max-time speed-limit/Y speed-time/y stderr trace trace-ascii trace-config variable write-out/w',
  ignored:
    'abstract-unix-socket alt-svc cacert capath cert/E cert-type ciphers connect-timeout connect-to continue-at/C crlfile curves dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url ech egd-file engine ftp-account ftp-alternative-to-user ftp-method ftp-port/P ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip hostpubmd5 hostpubsha256 interface ip-tos ipfs-gateway key key-type krb local-port mail-auth mail-from mail-rcpt netrc-file noproxy pass pinnedpubkey preproxy proto proto-default proto-redir proxy/x proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user/U proxy1.0 pubkey quote/Q random-file resolve socks4 socks4a socks5 socks5-gssapi-service socks5-hostname telnet-option/t tftp-blksize time-cond/z tls-max tls13-ciphers tlsauthtype tlspassword tlsuser unix-socket vlan-priority',
};

/** Options without a value. */
const withoutValue: Partial<Record<CurlEffect, string>> = {
  compressed: 'compressed',
  get: 'get/G',
  globoff: 'globoff/g',
  head: 'head/I',
  'http1.0': 'http1.0/0',
  'http1.1': 'http1.1',
  insecure: 'insecure/k',
  location: 'location/L location-trusted follow',
  next: 'next/:',
  'auth-setting': 'netrc/n netrc-optional',
  'other-auth': 'anyauth digest negotiate ntlm ntlm-wb',
  'other-version': 'http2 http2-prior-knowledge http3 http3-only',
  'path-as-is': 'path-as-is',
  quiet:
    'append/a basic create-dirs disable/q disable-eprt disable-epsv fail/f fail-early fail-with-body form-escape help/h http0.9 include/i junk-session-cookies/j keepalive list-only/l manual/M metalink no-alpn no-buffer/N no-clobber no-keepalive no-npn no-progress-meter no-sessionid parallel/Z parallel-immediate post301 post302 post303 progress-bar/# progress-meter raw remote-header-name/J remote-name/O remote-name-all remote-time/R remove-on-error retry-all-errors retry-connrefused show-error/S show-headers silent/s skip-existing styled-output suppress-connect-headers tcp-nodelay test-event trace-ids trace-time verbose/v version/V xattr',
  ignored:
    'cert-status compressed-ssh crlf disallow-username-in-url doh-cert-status doh-insecure false-start ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-control haproxy-protocol ignore-content-length ipv4/4 ipv6/6 mail-rcpt-allowfails mptcp proxy-anyauth proxy-basic proxy-digest proxy-http2 proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel/p sasl-ir socks5-basic socks5-gssapi socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2/2 sslv3/3 tcp-fastopen tftp-no-options tlsv1/1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding use-ascii/B',
};

const byName = new Map<string, CurlOption>();
const byLetter = new Map<string, CurlOption>();
for (const [table, takesValue] of [
  [withValue, true],
  [withoutValue, false],
] as const) {
  for (const [effect, names] of Object.entries(table)) {
    for (const written of names.split(' ')) {
      const [name, letter] = written.split('/') as [string, string | undefined];
      const option: CurlOption = { name, effect: effect as CurlEffect, takesValue };
      byName.set(name, option);
      if (letter !== undefined) byLetter.set(letter, option);
    }
  }
}

/** The option with this letter, without the hyphen; null if curl has none. */
export function optionOfLetter(letter: string): CurlOption | null {
  return byLetter.get(letter) ?? null;
}

/** The option with this long name, without the hyphens, or the only one that begins with it; null if there is none. */
export function optionOfName(name: string): CurlOption | null {
  const exact = byName.get(name);
  if (exact || name.length < 3 || name.length > 40) return exact ?? null;
  const matching = [...byName.values()].filter((option) => option.name.startsWith(name));
  return matching.length === 1 ? matching[0]! : null;
}
