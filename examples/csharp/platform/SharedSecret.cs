using AccessTokens.Cdktf;
using Amazon.JSII.Runtime.Deputy;
using Constructs;
using HashiCorp.Cdktf;

namespace Platform
{
    /// <summary>A blueprint of our own: a secret that two of our services share. Terraform makes it itself.</summary>
    class SharedSecret : DeputyBase, ITokenBlueprint
    {
        private readonly string name;

        public SharedSecret(string name)
        {
            this.name = name;
        }

        public IAccessToken Issue(Construct scope, string id, ITokenSlot slot)
        {
            var secret = new TerraformResource(scope, id, new TerraformResourceConfig
            {
                TerraformResourceType = "terraform_data",
                // Each plan has another uuid(). One is taken when the slot is issued, and kept until the next time.
                Lifecycle = new TerraformResourceLifecycle { IgnoreChanges = new[] { "triggers_replace" } },
            });
            secret.AddOverride("triggers_replace", Fn.Sensitive(Fn.Uuid()));
            return AccessToken.FromAttributes(new AccessTokenAttributes
            {
                Value = secret.GetStringAttribute("triggers_replace"),
                TokenId = secret.GetStringAttribute("id"),
                Name = name,
                IssuedAt = slot.IssuedAt,
                ExpiresAt = slot.ExpiresAt,
                EnvironmentVariable = "SHARED_SECRET",
            });
        }
    }
}
