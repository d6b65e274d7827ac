# ORGANIZATION_ID/USER_ID/TOKEN_PREFIX; a prefix may hold a slash. The token itself is not imported.
terraform import aiven_organization_application_user_token.terraform org22f3e4a1b5c/u22f3e4a1b5c/XCJ3+bgWywIh
