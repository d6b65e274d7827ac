resource "linode_token" "ci" {
  provider = tokens
  label    = "ci"
  scopes   = "linodes:read_only domains:read_write"
  expiry   = "2100-01-02T03:04:05Z"
}
