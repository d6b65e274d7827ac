using AccessTokens.Cdktf;
using Constructs;

namespace Platform
{
    /// <summary>Where people try things out.</summary>
    class Development : EnvironmentStack
    {
        public Development(Construct scope, string directory) : base(scope, TokenEnvironment.Development())
        {
            var preview = new TimedToken(this, "Preview", new TimedTokenProps
            {
                Name = "shop-preview",
                Lifetime = Duration.Hours(8),
            });
            var linode = new RotatingToken(this, "Linode", new RotatingTokenProps
            {
                Blueprint = LinodeToken.Blueprint(new LinodeTokenBlueprintProps
                {
                    Label = "shop-deploy",
                    Scopes = new[] { LinodeScope.LINODES_READ_ONLY },
                }),
                Rotation = RotationSchedule.Every(Duration.Days(2)),
            });
            new TokenMonitor(this, "Monitor", new TokenMonitorProps
            {
                Directory = directory,
                Tokens = new IMonitoredToken[] { preview, linode },
            });
            preview.WriteSecretFile(this, "PreviewFile", new SecretFileOptions
            {
                Filename = $"{directory}/preview-token",
            });
            linode.Current.SensitiveOutput(this, "linode_token", "For deployments to try out");
        }
    }
}
