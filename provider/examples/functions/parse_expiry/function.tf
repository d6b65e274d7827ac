output "expiry" {
  value = provider::tokens::parse_expiry("1893456000000") # 2030-01-01T00:00:00Z
}
