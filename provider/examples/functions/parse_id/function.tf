output "prefix" {
  value = provider::tokens::parse_id("aiven_organization_application_user_token", "org1/u2/XCJ3+bgWywIh").token_prefix
}
