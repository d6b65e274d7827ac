using System;
using System.IO;
using AccessTokens.Cdktf;
using HashiCorp.Cdktf;

namespace Platform
{
    static class Program
    {
        static void Main()
        {
            string files = FromEnvironment("TOKEN_FILES", Path.Combine(Directory.GetCurrentDirectory(), "token-files"));
            var app = new App();
            new Development(app, $"{files}/dev");
            new Production(app, new ProductionProps
            {
                AivenOrganizationId = FromEnvironment("AIVEN_ORGANIZATION_ID"),
                HarnessAccountId = FromEnvironment("HARNESS_ACCOUNT_ID"),
                Directory = $"{files}/prod",
                Period = Duration.Parse(FromEnvironment("ROTATION_PERIOD", "30d")),
            });
            app.Synth();
        }

        static string FromEnvironment(string name, string otherwise = null)
        {
            string value = Environment.GetEnvironmentVariable(name);
            return !string.IsNullOrEmpty(value)
                ? value
                : otherwise ?? throw new InvalidOperationException(
                    $"{name} is not set: see README.md for what the app takes from its environment");
        }
    }
}
