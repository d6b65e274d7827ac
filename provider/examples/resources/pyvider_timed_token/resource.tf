resource "pyvider_timed_token" "api_access" {
  provider = tokens
  name     = "temporary-api-token"
  lifetime = "8h"
}

# The comparison keeps the mark of what it compares, though it gives nothing away.
output "token_available" {
  value = nonsensitive(pyvider_timed_token.api_access.token != null)
}
