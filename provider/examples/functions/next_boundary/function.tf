output "next" {
  value = provider::tokens::next_boundary("30d", "2026-01-05T03:00:00Z", plantimestamp())
}
