package com.example.platform;

import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.TerraformStack;
import io.github.accesstokens.cdktf.TokenEnvironment;
import software.constructs.Construct;

/** A stack with an environment, and a state of its own. */
public abstract class EnvironmentStack extends TerraformStack {
    protected EnvironmentStack(final Construct scope, final TokenEnvironment environment) {
        super(scope, environment.getName());
        environment.bind(this);
        // Beside cdktf.json: cdktf.out, where Terraform runs, may be thrown away.
        new LocalBackend(this, LocalBackendConfig.builder()
            .path("../../../terraform." + environment.getName() + ".tfstate")
            .build());
    }
}
