ephemeral "seqera_tokens" "run" {
  provider = tokens
  name     = "this run of Terraform"
}

provider "tokens" {
  alias = "run"
  seqera {
    bearer_auth = ephemeral.seqera_tokens.run.access_key
  }
}

resource "seqera_tokens" "ci" {
  provider = tokens.run
  name     = "ci"
}
