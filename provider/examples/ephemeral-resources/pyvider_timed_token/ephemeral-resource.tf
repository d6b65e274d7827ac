ephemeral "pyvider_timed_token" "run" {
  provider = tokens
  name     = "this run of Terraform"
  lifetime = "1h"
}

# It goes where nothing is stored: a provider's configuration, or a write-only argument.
locals {
  authorization = "Bearer ${ephemeral.pyvider_timed_token.run.token}"
}
