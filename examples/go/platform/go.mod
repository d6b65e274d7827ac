module example.com/platform

go 1.25.0

require (
	github.com/access-tokens/cdktf-access-tokens-go/cdktfaccesstokens v0.1.0
	github.com/aws/constructs-go/constructs/v10 v10.6.0
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/hashicorp/terraform-cdk-go/cdktf v0.21.0
)

require (
	github.com/Masterminds/semver/v3 v3.5.0 // indirect
	github.com/cdktf/cdktf-provider-null-go/null/v11 v11.0.1 // indirect
	github.com/fatih/color v1.19.0 // indirect
	github.com/mattn/go-colorable v0.1.14 // indirect
	github.com/mattn/go-isatty v0.0.24 // indirect
	github.com/yuin/goldmark v1.7.16 // indirect
	golang.org/x/lint v0.0.0-20241112194109-818c5a804067 // indirect
	golang.org/x/mod v0.39.0 // indirect
	golang.org/x/sync v0.22.0 // indirect
	golang.org/x/sys v0.47.0 // indirect
	golang.org/x/telemetry v0.0.0-20260811182544-a038080d80e5 // indirect
	golang.org/x/tools v0.49.0 // indirect
	golang.org/x/tools/cmd/godoc v0.1.0-deprecated // indirect
	golang.org/x/tools/godoc v0.1.0-deprecated // indirect
)

// What this clone builds (`npm run package:all -- go`). Outside of it, leave the first of the two out, and the second as well
// where your module proxy has cdktf-provider-null-go. Where it has not, let the second name a copy of what is built here.
replace github.com/access-tokens/cdktf-access-tokens-go/cdktfaccesstokens => ../../../dist/go/cdktfaccesstokens

replace github.com/cdktf/cdktf-provider-null-go/null/v11 => ../../../dist/unpublished/go/null
