# The id is the token's number. Its secret is not imported: nothing gives it out a second time.
terraform import linode_token.ci 1234567
