package com.example.platform;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformStack;
import io.github.accesstokens.cdktf.Duration;
import io.github.accesstokens.cdktf.HarnessApiKey;
import io.github.accesstokens.cdktf.HarnessServiceAccount;
import io.github.accesstokens.cdktf.IResourceBlueprint;
import io.github.accesstokens.cdktf.LinodeScope;
import io.github.accesstokens.cdktf.LinodeToken;
import io.github.accesstokens.cdktf.LinodeTokenBlueprintProps;
import io.github.accesstokens.cdktf.RotatingToken;
import io.github.accesstokens.cdktf.RotationSchedule;
import io.github.accesstokens.cdktf.TimedToken;
import io.github.accesstokens.cdktf.TokenSlot;
import java.util.List;
import software.constructs.Construct;

/** What rosetta/default.ts-fixture declares. Each example of the docs is a class that extends it. */
abstract class Fixture extends Construct {
    final App app;
    final TerraformStack stack;
    final RotatingToken deploy;
    final TimedToken token;
    final HarnessApiKey apiKey;
    final IResourceBlueprint passwords = new Passwords();
    final String plan = "{\"format_version\": \"1.2\", \"planned_values\": {}, \"resource_changes\": [{"
            + "\"address\": \"linode_token.Pipeline_Slot0\", \"mode\": \"managed\", \"type\": \"linode_token\","
            + "\"name\": \"Pipeline_Slot0\", \"change\": {\"actions\": [\"create\", \"delete\"],"
            + "\"before\": {}, \"after\": {}, \"after_unknown\": {}}}]}";

    Fixture() {
        this(new TerraformStack(new App(), "prod"));
    }

    private Fixture(TerraformStack stack) {
        super(stack, "Example");
        this.stack = stack;
        app = App.of(stack);
        deploy = RotatingToken.Builder.create(stack, "Pipeline")
                .blueprint(LinodeToken.blueprint(LinodeTokenBlueprintProps.builder()
                        .label("prod-deploy")
                        .scopes(List.of(LinodeScope.LINODES_READ_ONLY))
                        .build()))
                .rotation(RotationSchedule.every(Duration.days(30)))
                .build();
        token = TimedToken.Builder.create(stack, "Timed").name("timed").build();
        HarnessServiceAccount owner = HarnessServiceAccount.Builder.create(stack, "Owner")
                .accountId("account")
                .identifier("owner")
                .email("owner@example.com")
                .build();
        apiKey = HarnessApiKey.Builder.create(stack, "ApiKey").owner(owner).identifier("api_key").build();
    }

    /** The example, where it is not a class. */
    void show() throws Exception {}

    static class Passwords implements IResourceBlueprint {
        @Override
        public TerraformResource issue(Construct scope, String id, TokenSlot slot) {
            return TerraformResource.Builder.create(scope, id).terraformResourceType("random_password").build();
        }
    }
}
