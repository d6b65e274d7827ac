# Only in test mode (PYVIDER_TESTMODE=true), and with a secret to seal with.
resource "pyvider_private_state_verifier" "check" {
  provider    = tokens
  input_value = "hello"
}

output "sealed_and_opened" {
  value     = pyvider_private_state_verifier.check.decrypted_token
  sensitive = true
}
