package com.example.platform;

import com.hashicorp.cdktf.Fn;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformResourceConfig;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import io.github.accesstokens.cdktf.AccessToken;
import io.github.accesstokens.cdktf.AccessTokenAttributes;
import io.github.accesstokens.cdktf.IAccessToken;
import io.github.accesstokens.cdktf.ITokenBlueprint;
import io.github.accesstokens.cdktf.TokenSlot;
import java.util.List;
import software.constructs.Construct;

/** A blueprint of our own: a secret that two of our services share. Terraform makes it itself. */
public class SharedSecret implements ITokenBlueprint {
    private final String name;

    public SharedSecret(final String name) {
        this.name = name;
    }

    @Override
    public IAccessToken issue(final Construct scope, final String id, final TokenSlot slot) {
        final TerraformResource secret = new TerraformResource(scope, id, TerraformResourceConfig.builder()
            .terraformResourceType("terraform_data")
            // Each plan has another uuid(). One is taken when the slot is issued, and kept until it is issued again.
            .lifecycle(TerraformResourceLifecycle.builder().ignoreChanges(List.of("triggers_replace")).build())
            .build());
        secret.addOverride("triggers_replace", Fn.sensitive(Fn.uuid()));
        return AccessToken.fromAttributes(AccessTokenAttributes.builder()
            .value(secret.getStringAttribute("triggers_replace"))
            .tokenId(secret.getStringAttribute("id"))
            .name(name)
            .issuedAt(slot.getIssuedAt())
            .expiresAt(slot.getExpiresAt())
            .environmentVariable("SHARED_SECRET")
            .build());
    }
}
