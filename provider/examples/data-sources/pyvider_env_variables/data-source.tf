data "pyvider_env_variables" "ci" {
  provider = tokens
  prefix   = "CI_"
}

output "branch" {
  value = lookup(data.pyvider_env_variables.ci.values, "CI_BRANCH", "none")
}
