output "valid_to" {
  value = provider::tokens::unix_milliseconds("2030-01-01T00:00:00Z") # 1893456000000
}
