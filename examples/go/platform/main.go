package main

import (
	"log"
	"os"
	"path/filepath"
	"strings"

	tokens "github.com/access-tokens/cdktf-access-tokens-go/cdktfaccesstokens"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

// SharedSecret is a blueprint of our own: a secret that two of our services share. Terraform makes it itself.
type SharedSecret struct {
	Name string
}

func (s *SharedSecret) Issue(scope constructs.Construct, id *string, slot *tokens.TokenSlot) tokens.IAccessToken {
	secret := cdktf.NewTerraformResource(scope, id, &cdktf.TerraformResourceConfig{
		TerraformResourceType: jsii.String("terraform_data"),
		// Each plan has another uuid(). One is taken when the slot is issued, and kept until it is issued again.
		Lifecycle: &cdktf.TerraformResourceLifecycle{IgnoreChanges: jsii.Strings("triggers_replace")},
	})
	secret.AddOverride(jsii.String("triggers_replace"), cdktf.Fn_Sensitive(cdktf.Fn_Uuid()))
	return tokens.AccessToken_FromAttributes(&tokens.AccessTokenAttributes{
		Value:               secret.GetStringAttribute(jsii.String("triggers_replace")),
		TokenId:             secret.GetStringAttribute(jsii.String("id")),
		Name:                jsii.String(s.Name),
		IssuedAt:            slot.IssuedAt,
		ExpiresAt:           slot.ExpiresAt,
		EnvironmentVariable: jsii.String("SHARED_SECRET"),
	})
}

// Limits has none: it lives as long as Terraform keeps it.
func (s *SharedSecret) Limits() *tokens.LifetimeLimits { return nil }

// Quota has none, either.
func (s *SharedSecret) Quota() *tokens.TokenQuota { return nil }

// newEnvironmentStack makes a stack with an environment, and a state of its own.
func newEnvironmentStack(scope constructs.Construct, environment tokens.TokenEnvironment) cdktf.TerraformStack {
	stack := cdktf.NewTerraformStack(scope, environment.Name())
	environment.Bind(stack)
	// Beside cdktf.json: cdktf.out, where Terraform runs, may be thrown away.
	cdktf.NewLocalBackend(stack, &cdktf.LocalBackendConfig{
		Path: jsii.Sprintf("../../../terraform.%s.tfstate", *environment.Name()),
	})
	return stack
}

// newDevelopment makes the stack where people try things out.
func newDevelopment(scope constructs.Construct, directory string) cdktf.TerraformStack {
	stack := newEnvironmentStack(scope, tokens.TokenEnvironment_Development(nil, nil))
	preview := tokens.NewTimedToken(stack, jsii.String("Preview"), &tokens.TimedTokenProps{
		Name:     jsii.String("shop-preview"),
		Lifetime: tokens.Duration_Hours(jsii.Number(8)),
	})
	linode := tokens.NewRotatingToken(stack, jsii.String("Linode"), &tokens.RotatingTokenProps{
		Blueprint: tokens.LinodeToken_Blueprint(&tokens.LinodeTokenBlueprintProps{
			Label:  jsii.String("shop-deploy"),
			Scopes: &[]tokens.LinodeScope{tokens.LinodeScope_LINODES_READ_ONLY()},
		}),
		Rotation: tokens.RotationSchedule_Every(tokens.Duration_Days(jsii.Number(2)), nil),
	})
	tokens.NewTokenMonitor(stack, jsii.String("Monitor"), &tokens.TokenMonitorProps{
		Directory: jsii.String(directory),
		Tokens:    &[]tokens.IMonitoredToken{preview, linode},
	})
	preview.WriteSecretFile(stack, jsii.String("PreviewFile"), &tokens.SecretFileOptions{
		Filename: jsii.String(directory + "/preview-token"),
	})
	linode.Current().SensitiveOutput(stack, jsii.String("linode_token"), jsii.String("For deployments to try out"))
	return stack
}

// productionProps says what differs from shop to shop.
type productionProps struct {
	// Organization of Aiven that the application user is made in.
	aivenOrganizationId string
	// Account of Harness that the service account is made in.
	harnessAccountId string
	// Where the monitoring files are written.
	directory string
	// How often tokens rotate.
	period tokens.Duration
}

// newProduction makes a stack with a token of each system and a secret of our own. All rotate, each at its own time of
// the same night.
func newProduction(scope constructs.Construct, props productionProps) cdktf.TerraformStack {
	stack := newEnvironmentStack(scope, tokens.TokenEnvironment_Production(jsii.String("prod"), &tokens.TokenPolicy{
		MaxLifetime: tokens.Duration_Days(jsii.Number(90)),
	}))
	rotation := tokens.RotationSchedule_Every(props.period, &tokens.RotationOptions{
		Overlap:       tokens.Duration_Days(jsii.Number(2)),
		ApplyInterval: tokens.Duration_Days(jsii.Number(1)),
		Anchor:        jsii.String("2026-01-01T00:00:00Z"),
		SpreadOver:    tokens.Duration_Hours(jsii.Number(6)),
	})
	user := tokens.NewAivenApplicationUser(stack, jsii.String("AivenUser"), &tokens.AivenApplicationUserProps{
		OrganizationId: jsii.String(props.aivenOrganizationId),
		Name:           jsii.String("shop-deploy"),
	})
	deployer := tokens.NewHarnessServiceAccount(stack, jsii.String("HarnessDeployer"), &tokens.HarnessServiceAccountProps{
		AccountId:  jsii.String(props.harnessAccountId),
		Identifier: jsii.String("shop_deployer"),
		Email:      jsii.String("shop-deployer@example.com"),
	})
	apiKey := tokens.NewHarnessApiKey(stack, jsii.String("HarnessKey"), &tokens.HarnessApiKeyProps{
		Owner:      deployer,
		Identifier: jsii.String("shop_deploy_key"),
	})

	var rotating []tokens.RotatingToken
	for _, each := range []struct {
		id        string
		blueprint tokens.ITokenBlueprint
	}{
		{"Services", tokens.TimedToken_Blueprint(&tokens.TimedTokenBlueprintProps{Name: jsii.String("shop-services")})},
		{"Linode", tokens.LinodeToken_Blueprint(&tokens.LinodeTokenBlueprintProps{
			Label: jsii.String("shop-deploy"),
			Scopes: &[]tokens.LinodeScope{
				tokens.LinodeScope_LINODES_READ_WRITE(),
				tokens.LinodeScope_DOMAINS_READ_ONLY(),
			},
		})},
		{"Aiven", tokens.AivenApplicationUserToken_Blueprint(&tokens.AivenApplicationUserTokenBlueprintProps{
			User:        user,
			Description: jsii.String("Deployments of the shop"),
			Scopes:      &[]tokens.AivenScope{tokens.AivenScope_PROJECTS_READ(), tokens.AivenScope_SERVICES_WRITE()},
		})},
		{"Seqera", tokens.SeqeraToken_Blueprint(&tokens.SeqeraTokenBlueprintProps{Name: jsii.String("shop-pipelines")})},
		{"Harness", tokens.HarnessToken_Blueprint(&tokens.HarnessTokenBlueprintProps{
			ApiKey:     apiKey,
			Identifier: jsii.String("shop_deploy"),
		})},
		{"Payments", &SharedSecret{Name: "shop-payments"}},
	} {
		rotating = append(rotating, tokens.NewRotatingToken(stack, &each.id, &tokens.RotatingTokenProps{
			Blueprint: each.blueprint,
			Rotation:  rotation,
		}))
	}

	var monitored []tokens.IMonitoredToken
	var inUse []map[string]any
	for _, token := range rotating {
		current := token.Current()
		monitored = append(monitored, token)
		inUse = append(inUse, map[string]any{
			"name":             current.Name(),
			"token_id":         current.TokenId(),
			"serial":           token.Serial(),
			"expires_at":       current.ExpiresAt(),
			"next_rotation_at": token.NextRotationAt(),
		})
		id := strings.ToLower(*token.Node().Id()) + "_token"
		current.SensitiveOutput(stack, &id, jsii.String("For "+*current.EnvironmentVariable()))
	}
	tokens.NewTokenMonitor(stack, jsii.String("Monitor"), &tokens.TokenMonitorProps{
		Directory: jsii.String(props.directory),
		Tokens:    &monitored,
		Formats: &[]tokens.IMonitoringFormat{
			tokens.MonitoringFormat_StatusFile(),
			tokens.MonitoringFormat_GenerationRegistry(),
			tokens.MonitoringFormat_ExpiryNotice(),
			tokens.MonitoringFormat_PrometheusTextfile(&tokens.PrometheusTextfileOptions{
				Directory: jsii.String(props.directory + "/textfiles"),
			}),
			tokens.MonitoringFormat_PrometheusAlertRules(&tokens.PrometheusAlertRulesOptions{
				Labels: &map[string]*string{"team": jsii.String("platform")},
			}),
		},
		AlertBeforeExpiry:   tokens.Duration_Hours(jsii.Number(12)),
		NotificationWebhook: jsii.String("https://alerts.example.com/webhook"),
	})
	cdktf.NewTerraformOutput(stack, jsii.String("tokens"), &cdktf.TerraformOutputConfig{
		Description: jsii.String("What is in use. Never a value."),
		Value:       inUse,
	})
	return stack
}

func fromEnvironment(name string, otherwise ...string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	if len(otherwise) == 0 {
		log.Fatalf("%s is not set: see README.md for what the app takes from its environment", name)
	}
	return otherwise[0]
}

func main() {
	here, err := filepath.Abs(".")
	if err != nil {
		log.Fatal(err)
	}
	files := fromEnvironment("TOKEN_FILES", filepath.Join(here, "token-files"))
	app := cdktf.NewApp(nil)
	newDevelopment(app, files+"/dev")
	newProduction(app, productionProps{
		aivenOrganizationId: fromEnvironment("AIVEN_ORGANIZATION_ID"),
		harnessAccountId:    fromEnvironment("HARNESS_ACCOUNT_ID"),
		directory:           files + "/prod",
		period:              tokens.Duration_Parse(jsii.String(fromEnvironment("ROTATION_PERIOD", "30d"))),
	})
	app.Synth()
}
