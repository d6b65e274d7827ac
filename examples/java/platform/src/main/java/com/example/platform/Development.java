package com.example.platform;

import io.github.accesstokens.cdktf.Duration;
import io.github.accesstokens.cdktf.LinodeScope;
import io.github.accesstokens.cdktf.LinodeToken;
import io.github.accesstokens.cdktf.LinodeTokenBlueprintProps;
import io.github.accesstokens.cdktf.RotatingToken;
import io.github.accesstokens.cdktf.RotationSchedule;
import io.github.accesstokens.cdktf.SecretFileOptions;
import io.github.accesstokens.cdktf.TimedToken;
import io.github.accesstokens.cdktf.TokenEnvironment;
import io.github.accesstokens.cdktf.TokenMonitor;
import java.util.List;
import software.constructs.Construct;

/** Where people try things out. */
public class Development extends EnvironmentStack {
    public Development(final Construct scope, final String directory) {
        super(scope, TokenEnvironment.development());
        final TimedToken preview = TimedToken.Builder.create(this, "Preview")
            .name("shop-preview")
            .lifetime(Duration.hours(8))
            .build();
        final RotatingToken linode = RotatingToken.Builder.create(this, "Linode")
            .blueprint(LinodeToken.blueprint(LinodeTokenBlueprintProps.builder()
                .label("shop-deploy")
                .scopes(List.of(LinodeScope.LINODES_READ_ONLY))
                .build()))
            .rotation(RotationSchedule.every(Duration.days(2)))
            .build();
        TokenMonitor.Builder.create(this, "Monitor")
            .directory(directory)
            .tokens(List.of(preview, linode))
            .build();
        preview.writeSecretFile(this, "PreviewFile", SecretFileOptions.builder()
            .filename(directory + "/preview-token")
            .build());
        linode.getCurrent().sensitiveOutput(this, "linode_token", "For deployments to try out");
    }
}
