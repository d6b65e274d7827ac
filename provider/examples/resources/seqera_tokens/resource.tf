resource "seqera_tokens" "ci_pipeline" {
  provider = tokens
  name     = "ci-cd-pipeline-token"
}

output "ci_token_value" {
  value     = seqera_tokens.ci_pipeline.access_key
  sensitive = true
}
