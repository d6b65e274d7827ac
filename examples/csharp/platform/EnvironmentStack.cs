using AccessTokens.Cdktf;
using Constructs;
using HashiCorp.Cdktf;

namespace Platform
{
    /// <summary>A stack with an environment, and a state of its own.</summary>
    abstract class EnvironmentStack : TerraformStack
    {
        protected EnvironmentStack(Construct scope, TokenEnvironment environment) : base(scope, environment.Name)
        {
            environment.Bind(this);
            // Beside cdktf.json: cdktf.out, where Terraform runs, may be thrown away.
            new LocalBackend(this, new LocalBackendConfig { Path = $"../../../terraform.{environment.Name}.tfstate" });
        }
    }
}
