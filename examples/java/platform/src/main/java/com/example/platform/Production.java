package com.example.platform;

import com.hashicorp.cdktf.TerraformOutput;
import io.github.accesstokens.cdktf.AivenApplicationUser;
import io.github.accesstokens.cdktf.AivenApplicationUserToken;
import io.github.accesstokens.cdktf.AivenApplicationUserTokenBlueprintProps;
import io.github.accesstokens.cdktf.AivenScope;
import io.github.accesstokens.cdktf.Duration;
import io.github.accesstokens.cdktf.HarnessApiKey;
import io.github.accesstokens.cdktf.HarnessServiceAccount;
import io.github.accesstokens.cdktf.HarnessToken;
import io.github.accesstokens.cdktf.HarnessTokenBlueprintProps;
import io.github.accesstokens.cdktf.IAccessToken;
import io.github.accesstokens.cdktf.ITokenBlueprint;
import io.github.accesstokens.cdktf.LinodeScope;
import io.github.accesstokens.cdktf.LinodeToken;
import io.github.accesstokens.cdktf.LinodeTokenBlueprintProps;
import io.github.accesstokens.cdktf.MonitoringFormat;
import io.github.accesstokens.cdktf.PrometheusAlertRulesOptions;
import io.github.accesstokens.cdktf.PrometheusTextfileOptions;
import io.github.accesstokens.cdktf.RotatingToken;
import io.github.accesstokens.cdktf.RotationOptions;
import io.github.accesstokens.cdktf.RotationSchedule;
import io.github.accesstokens.cdktf.SeqeraToken;
import io.github.accesstokens.cdktf.SeqeraTokenBlueprintProps;
import io.github.accesstokens.cdktf.TimedToken;
import io.github.accesstokens.cdktf.TimedTokenBlueprintProps;
import io.github.accesstokens.cdktf.TokenEnvironment;
import io.github.accesstokens.cdktf.TokenMonitor;
import io.github.accesstokens.cdktf.TokenPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.constructs.Construct;

/** A token of each system and a secret of our own. All rotate, each at its own time of the same night. */
public class Production extends EnvironmentStack {
    /**
     * What differs from shop to shop.
     *
     * @param aivenOrganizationId organization of Aiven that the application user is made in
     * @param harnessAccountId account of Harness that the service account is made in
     * @param directory where the monitoring files are written
     * @param period how often tokens rotate
     */
    public record Props(String aivenOrganizationId, String harnessAccountId, String directory, Duration period) {}

    private final RotationSchedule rotation;

    public Production(final Construct scope, final Props props) {
        super(scope, TokenEnvironment.production("prod", TokenPolicy.builder()
            .maxLifetime(Duration.days(90))
            .build()));
        this.rotation = RotationSchedule.every(props.period(), RotationOptions.builder()
            .overlap(Duration.days(2))
            .applyInterval(Duration.days(1))
            .anchor("2026-01-01T00:00:00Z")
            .spreadOver(Duration.hours(6))
            .build());
        final AivenApplicationUser user = AivenApplicationUser.Builder.create(this, "AivenUser")
            .organizationId(props.aivenOrganizationId())
            .name("shop-deploy")
            .build();
        final HarnessServiceAccount deployer = HarnessServiceAccount.Builder.create(this, "HarnessDeployer")
            .accountId(props.harnessAccountId())
            .identifier("shop_deployer")
            .email("shop-deployer@example.com")
            .build();
        final HarnessApiKey apiKey = HarnessApiKey.Builder.create(this, "HarnessKey")
            .owner(deployer)
            .identifier("shop_deploy_key")
            .build();

        final List<RotatingToken> tokens = List.of(
            rotating("Services", TimedToken.blueprint(TimedTokenBlueprintProps.builder()
                .name("shop-services")
                .build())),
            rotating("Linode", LinodeToken.blueprint(LinodeTokenBlueprintProps.builder()
                .label("shop-deploy")
                .scopes(List.of(LinodeScope.LINODES_READ_WRITE, LinodeScope.DOMAINS_READ_ONLY))
                .build())),
            rotating("Aiven", AivenApplicationUserToken.blueprint(AivenApplicationUserTokenBlueprintProps.builder()
                .user(user)
                .description("Deployments of the shop")
                .scopes(List.of(AivenScope.PROJECTS_READ, AivenScope.SERVICES_WRITE))
                .build())),
            rotating("Seqera", SeqeraToken.blueprint(SeqeraTokenBlueprintProps.builder()
                .name("shop-pipelines")
                .build())),
            rotating("Harness", HarnessToken.blueprint(HarnessTokenBlueprintProps.builder()
                .apiKey(apiKey)
                .identifier("shop_deploy")
                .build())),
            rotating("Payments", new SharedSecret("shop-payments")));
        TokenMonitor.Builder.create(this, "Monitor")
            .directory(props.directory())
            .tokens(tokens)
            .formats(List.of(
                MonitoringFormat.statusFile(),
                MonitoringFormat.generationRegistry(),
                MonitoringFormat.expiryNotice(),
                MonitoringFormat.prometheusTextfile(PrometheusTextfileOptions.builder()
                    .directory(props.directory() + "/textfiles")
                    .build()),
                MonitoringFormat.prometheusAlertRules(PrometheusAlertRulesOptions.builder()
                    .labels(Map.of("team", "platform"))
                    .build())))
            .alertBeforeExpiry(Duration.hours(12))
            .notificationWebhook("https://alerts.example.com/webhook")
            .build();
        for (final RotatingToken token : tokens) {
            final IAccessToken current = token.getCurrent();
            final String id = token.getNode().getId().toLowerCase(Locale.ROOT) + "_token";
            current.sensitiveOutput(this, id, "For " + current.getEnvironmentVariable());
        }
        TerraformOutput.Builder.create(this, "tokens")
            .description("What is in use. Never a value.")
            .value(tokens.stream().map(Production::inUse).toList())
            .build();
    }

    private RotatingToken rotating(final String id, final ITokenBlueprint blueprint) {
        return RotatingToken.Builder.create(this, id).blueprint(blueprint).rotation(rotation).build();
    }

    private static Map<String, Object> inUse(final RotatingToken token) {
        final IAccessToken current = token.getCurrent();
        // Some tokens never expire, and Map.of takes no null.
        final Map<String, Object> inUse = new HashMap<>();
        inUse.put("name", current.getName());
        inUse.put("token_id", current.getTokenId());
        inUse.put("serial", token.getSerial());
        inUse.put("expires_at", current.getExpiresAt());
        inUse.put("next_rotation_at", token.getNextRotationAt());
        return inUse;
    }
}
