output "expired" {
  value = provider::tokens::is_expired("2020-01-01T00:00:00Z", plantimestamp()) # true
}
