package main

import (
	tokens "github.com/access-tokens/cdktf-access-tokens-go/cdktfaccesstokens"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

// fixture is what rosetta/default.ts-fixture declares. Each example of the docs finds it under the names there.
type fixture struct {
	app       cdktf.App
	stack     cdktf.TerraformStack
	construct constructs.Construct
	deploy    tokens.RotatingToken
	token     tokens.TimedToken
	apiKey    tokens.HarnessApiKey
	passwords tokens.IResourceBlueprint
	plan      *string
}

func newFixture() fixture {
	app := cdktf.NewApp(nil)
	stack := cdktf.NewTerraformStack(app, jsii.String("prod"))
	owner := tokens.NewHarnessServiceAccount(stack, jsii.String("Owner"), &tokens.HarnessServiceAccountProps{
		AccountId:  jsii.String("account"),
		Identifier: jsii.String("owner"),
		Email:      jsii.String("owner@example.com"),
	})
	return fixture{
		app:       app,
		stack:     stack,
		construct: constructs.NewConstruct(stack, jsii.String("Example")),
		deploy: tokens.NewRotatingToken(stack, jsii.String("Pipeline"), &tokens.RotatingTokenProps{
			Blueprint: tokens.LinodeToken_Blueprint(&tokens.LinodeTokenBlueprintProps{
				Label:  jsii.String("prod-deploy"),
				Scopes: &[]tokens.LinodeScope{tokens.LinodeScope_LINODES_READ_ONLY()},
			}),
			Rotation: tokens.RotationSchedule_Every(tokens.Duration_Days(jsii.Number(30)), nil),
		}),
		token: tokens.NewTimedToken(stack, jsii.String("Timed"), &tokens.TimedTokenProps{Name: jsii.String("timed")}),
		apiKey: tokens.NewHarnessApiKey(stack, jsii.String("ApiKey"), &tokens.HarnessApiKeyProps{
			Owner:      owner,
			Identifier: jsii.String("api_key"),
		}),
		passwords: &passwords{},
		plan: jsii.String(`{
			"format_version": "1.2",
			"planned_values": {},
			"resource_changes": [{
				"address": "linode_token.Pipeline_Slot0",
				"mode": "managed",
				"type": "linode_token",
				"name": "Pipeline_Slot0",
				"change": { "actions": ["create", "delete"], "before": {}, "after": {}, "after_unknown": {} }
			}]
		}`),
	}
}

type passwords struct{}

func (*passwords) Issue(scope constructs.Construct, id *string, slot *tokens.TokenSlot) cdktf.TerraformResource {
	return cdktf.NewTerraformResource(scope, id, &cdktf.TerraformResourceConfig{
		TerraformResourceType: jsii.String("random_password"),
	})
}
