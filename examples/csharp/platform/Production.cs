using System.Collections.Generic;
using System.Linq;
using AccessTokens.Cdktf;
using Constructs;
using HashiCorp.Cdktf;

namespace Platform
{
    class ProductionProps
    {
        /// <summary>Organization of Aiven that the application user is made in.</summary>
        public string AivenOrganizationId { get; set; }

        /// <summary>Account of Harness that the service account is made in.</summary>
        public string HarnessAccountId { get; set; }

        /// <summary>Where the monitoring files are written.</summary>
        public string Directory { get; set; }

        /// <summary>How often tokens rotate.</summary>
        public Duration Period { get; set; }
    }

    /// <summary>
    /// A token of each system and a secret of our own. All rotate, each at its own time of the same night.
    /// </summary>
    class Production : EnvironmentStack
    {
        public Production(Construct scope, ProductionProps props)
            : base(scope, TokenEnvironment.Production("prod", new TokenPolicy { MaxLifetime = Duration.Days(90) }))
        {
            var rotation = RotationSchedule.Every(props.Period, new RotationOptions
            {
                Overlap = Duration.Days(2),
                ApplyInterval = Duration.Days(1),
                Anchor = "2026-01-01T00:00:00Z",
                SpreadOver = Duration.Hours(6),
            });
            var user = new AivenApplicationUser(this, "AivenUser", new AivenApplicationUserProps
            {
                OrganizationId = props.AivenOrganizationId,
                Name = "shop-deploy",
            });
            var deployer = new HarnessServiceAccount(this, "HarnessDeployer", new HarnessServiceAccountProps
            {
                AccountId = props.HarnessAccountId,
                Identifier = "shop_deployer",
                Email = "shop-deployer@example.com",
            });
            var apiKey = new HarnessApiKey(this, "HarnessKey", new HarnessApiKeyProps
            {
                Owner = deployer,
                Identifier = "shop_deploy_key",
            });

            RotatingToken Rotating(string id, ITokenBlueprint blueprint) =>
                new RotatingToken(this, id, new RotatingTokenProps { Blueprint = blueprint, Rotation = rotation });

            var tokens = new[]
            {
                Rotating("Services", TimedToken.Blueprint(new TimedTokenBlueprintProps { Name = "shop-services" })),
                Rotating("Linode", LinodeToken.Blueprint(new LinodeTokenBlueprintProps
                {
                    Label = "shop-deploy",
                    Scopes = new[] { LinodeScope.LINODES_READ_WRITE, LinodeScope.DOMAINS_READ_ONLY },
                })),
                Rotating("Aiven", AivenApplicationUserToken.Blueprint(new AivenApplicationUserTokenBlueprintProps
                {
                    User = user,
                    Description = "Deployments of the shop",
                    Scopes = new[] { AivenScope.PROJECTS_READ, AivenScope.SERVICES_WRITE },
                })),
                Rotating("Seqera", SeqeraToken.Blueprint(new SeqeraTokenBlueprintProps { Name = "shop-pipelines" })),
                Rotating("Harness", HarnessToken.Blueprint(new HarnessTokenBlueprintProps
                {
                    ApiKey = apiKey,
                    Identifier = "shop_deploy",
                })),
                Rotating("Payments", new SharedSecret("shop-payments")),
            };

            new TokenMonitor(this, "Monitor", new TokenMonitorProps
            {
                Directory = props.Directory,
                Tokens = tokens,
                Formats = new[]
                {
                    MonitoringFormat.StatusFile(),
                    MonitoringFormat.GenerationRegistry(),
                    MonitoringFormat.ExpiryNotice(),
                    MonitoringFormat.PrometheusTextfile(new PrometheusTextfileOptions
                    {
                        Directory = $"{props.Directory}/textfiles",
                    }),
                    MonitoringFormat.PrometheusAlertRules(new PrometheusAlertRulesOptions
                    {
                        Labels = new Dictionary<string, string> { ["team"] = "platform" },
                    }),
                },
                AlertBeforeExpiry = Duration.Hours(12),
                NotificationWebhook = "https://alerts.example.com/webhook",
            });
            foreach (var token in tokens)
            {
                token.Current.SensitiveOutput(
                    this, $"{token.Node.Id.ToLowerInvariant()}_token", $"For {token.Current.EnvironmentVariable}");
            }
            new TerraformOutput(this, "tokens", new TerraformOutputConfig
            {
                Description = "What is in use. Never a value.",
                Value = tokens.Select(token => new Dictionary<string, object>
                {
                    ["name"] = token.Current.Name,
                    ["token_id"] = token.Current.TokenId,
                    ["serial"] = token.Serial,
                    ["expires_at"] = token.Current.ExpiresAt,
                    ["next_rotation_at"] = token.NextRotationAt,
                }).ToArray(),
            });
        }
    }
}
