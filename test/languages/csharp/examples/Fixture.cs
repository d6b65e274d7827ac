using AccessTokens.Cdktf;
using Amazon.JSII.Runtime.Deputy;
using Constructs;
using HashiCorp.Cdktf;

namespace Examples
{
    /// <summary>
    /// What rosetta/default.ts-fixture declares. Each example of the docs is a class that extends it.
    /// </summary>
    abstract class Fixture : Construct
    {
        protected readonly App app;
        protected readonly TerraformStack stack;
        protected readonly RotatingToken deploy;
        protected readonly TimedToken token;
        protected readonly HarnessApiKey apiKey;
        protected readonly IResourceBlueprint passwords = new Passwords();
        protected readonly string plan = @"{
            ""format_version"": ""1.2"",
            ""planned_values"": {},
            ""resource_changes"": [{
                ""address"": ""linode_token.Pipeline_Slot0"",
                ""mode"": ""managed"",
                ""type"": ""linode_token"",
                ""name"": ""Pipeline_Slot0"",
                ""change"": { ""actions"": [""create"", ""delete""], ""before"": {}, ""after"": {}, ""after_unknown"": {} }
            }]
        }";

        protected Fixture() : this(new TerraformStack(new App(), "prod"))
        {
        }

        private Fixture(TerraformStack stack) : base(stack, "Example")
        {
            this.stack = stack;
            app = App.Of(stack);
            deploy = new RotatingToken(stack, "Pipeline", new RotatingTokenProps
            {
                Blueprint = LinodeToken.Blueprint(new LinodeTokenBlueprintProps
                {
                    Label = "prod-deploy",
                    Scopes = new[] { LinodeScope.LINODES_READ_ONLY },
                }),
                Rotation = RotationSchedule.Every(Duration.Days(30)),
            });
            token = new TimedToken(stack, "Timed", new TimedTokenProps { Name = "timed" });
            var owner = new HarnessServiceAccount(stack, "Owner", new HarnessServiceAccountProps
            {
                AccountId = "account",
                Identifier = "owner",
                Email = "owner@example.com",
            });
            apiKey = new HarnessApiKey(stack, "ApiKey", new HarnessApiKeyProps { Owner = owner, Identifier = "api_key" });
        }

        /// <summary>The example, where it is not a class.</summary>
        public virtual void Show()
        {
        }

        private class Passwords : DeputyBase, IResourceBlueprint
        {
            public TerraformResource Issue(Construct scope, string id, ITokenSlot slot)
            {
                return new TerraformResource(scope, id, new TerraformResourceConfig
                {
                    TerraformResourceType = "random_password",
                });
            }
        }
    }
}
