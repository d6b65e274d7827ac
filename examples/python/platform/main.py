#!/usr/bin/env python
import os
from pathlib import Path

import jsii
from cdktf import (
    App,
    Fn,
    LocalBackend,
    TerraformOutput,
    TerraformResource,
    TerraformResourceLifecycle,
    TerraformStack,
)
from cdktf_access_tokens import (
    AccessToken,
    AivenApplicationUser,
    AivenApplicationUserToken,
    AivenScope,
    Duration,
    HarnessApiKey,
    HarnessServiceAccount,
    HarnessToken,
    IAccessToken,
    ITokenBlueprint,
    LinodeScope,
    LinodeToken,
    MonitoringFormat,
    RotatingToken,
    RotationSchedule,
    SeqeraToken,
    TimedToken,
    TokenEnvironment,
    TokenMonitor,
    TokenSlot,
)
from constructs import Construct


@jsii.implements(ITokenBlueprint)
class SharedSecret:
    """A blueprint of our own: a secret that two of our services share. Terraform makes it itself."""

    def __init__(self, name: str) -> None:
        self._name = name

    def issue(self, scope: Construct, id: str, slot: TokenSlot) -> IAccessToken:
        secret = TerraformResource(
            scope,
            id,
            terraform_resource_type="terraform_data",
            # Each plan has another uuid(). One is taken when the slot is issued, and kept until it is issued again.
            lifecycle=TerraformResourceLifecycle(ignore_changes=["triggers_replace"]),
        )
        secret.add_override("triggers_replace", Fn.sensitive(Fn.uuid()))
        return AccessToken.from_attributes(
            value=secret.get_string_attribute("triggers_replace"),
            token_id=secret.get_string_attribute("id"),
            name=self._name,
            issued_at=slot.issued_at,
            expires_at=slot.expires_at,
            environment_variable="SHARED_SECRET",
        )


class EnvironmentStack(TerraformStack):
    """A stack with an environment, and a state of its own."""

    def __init__(self, scope: Construct, environment: TokenEnvironment) -> None:
        super().__init__(scope, environment.name)
        environment.bind(self)
        # Beside cdktf.json: cdktf.out, where Terraform runs, may be thrown away.
        LocalBackend(self, path=f"../../../terraform.{environment.name}.tfstate")


class Development(EnvironmentStack):
    """Where people try things out."""

    def __init__(self, scope: Construct, directory: str) -> None:
        super().__init__(scope, TokenEnvironment.development())
        preview = TimedToken(self, "Preview", name="shop-preview", lifetime=Duration.hours(8))
        linode = RotatingToken(
            self,
            "Linode",
            blueprint=LinodeToken.blueprint(label="shop-deploy", scopes=[LinodeScope.LINODES_READ_ONLY]),
            rotation=RotationSchedule.every(Duration.days(2)),
        )
        TokenMonitor(self, "Monitor", directory=directory, tokens=[preview, linode])
        preview.write_secret_file(self, "PreviewFile", filename=f"{directory}/preview-token")
        linode.current.sensitive_output(self, "linode_token", "For deployments to try out")


class Production(EnvironmentStack):
    """A token of each system and a secret of our own. All rotate, each at its own time of the same night."""

    def __init__(
        self,
        scope: Construct,
        *,
        aiven_organization_id: str,
        harness_account_id: str,
        directory: str,
        period: Duration,
    ) -> None:
        super().__init__(scope, TokenEnvironment.production("prod", max_lifetime=Duration.days(90)))
        rotation = RotationSchedule.every(
            period,
            overlap=Duration.days(2),
            apply_interval=Duration.days(1),
            anchor="2026-01-01T00:00:00Z",
            spread_over=Duration.hours(6),
        )
        user = AivenApplicationUser(
            self, "AivenUser", organization_id=aiven_organization_id, name="shop-deploy"
        )
        deployer = HarnessServiceAccount(
            self,
            "HarnessDeployer",
            account_id=harness_account_id,
            identifier="shop_deployer",
            email="shop-deployer@example.com",
        )
        api_key = HarnessApiKey(self, "HarnessKey", owner=deployer, identifier="shop_deploy_key")
        blueprints = {
            "Services": TimedToken.blueprint(name="shop-services"),
            "Linode": LinodeToken.blueprint(
                label="shop-deploy", scopes=[LinodeScope.LINODES_READ_WRITE, LinodeScope.DOMAINS_READ_ONLY]
            ),
            "Aiven": AivenApplicationUserToken.blueprint(
                user=user,
                description="Deployments of the shop",
                scopes=[AivenScope.PROJECTS_READ, AivenScope.SERVICES_WRITE],
            ),
            "Seqera": SeqeraToken.blueprint(name="shop-pipelines"),
            "Harness": HarnessToken.blueprint(api_key=api_key, identifier="shop_deploy"),
            "Payments": SharedSecret("shop-payments"),
        }
        tokens = [
            RotatingToken(self, id, blueprint=blueprint, rotation=rotation)
            for id, blueprint in blueprints.items()
        ]
        TokenMonitor(
            self,
            "Monitor",
            directory=directory,
            tokens=tokens,
            formats=[
                MonitoringFormat.status_file(),
                MonitoringFormat.generation_registry(),
                MonitoringFormat.expiry_notice(),
                MonitoringFormat.prometheus_textfile(directory=f"{directory}/textfiles"),
                MonitoringFormat.prometheus_alert_rules(labels={"team": "platform"}),
            ],
            alert_before_expiry=Duration.hours(12),
            notification_webhook="https://alerts.example.com/webhook",
        )
        for token in tokens:
            current = token.current
            current.sensitive_output(
                self, f"{token.node.id.lower()}_token", f"For {current.environment_variable}"
            )
        TerraformOutput(
            self,
            "tokens",
            description="What is in use. Never a value.",
            value=[
                {
                    "name": token.current.name,
                    "token_id": token.current.token_id,
                    "serial": token.serial,
                    "expires_at": token.current.expires_at,
                    "next_rotation_at": token.next_rotation_at,
                }
                for token in tokens
            ],
        )


def from_environment(name: str, otherwise: str | None = None) -> str:
    value = os.environ.get(name) or otherwise
    if value is None:
        raise SystemExit(f"{name} is not set: see README.md for what the app takes from its environment")
    return value


files = from_environment("TOKEN_FILES", str(Path(__file__).resolve().parent / "token-files"))
app = App()
Development(app, f"{files}/dev")
Production(
    app,
    aiven_organization_id=from_environment("AIVEN_ORGANIZATION_ID"),
    harness_account_id=from_environment("HARNESS_ACCOUNT_ID"),
    directory=f"{files}/prod",
    period=Duration.parse(from_environment("ROTATION_PERIOD", "30d")),
)
app.synth()
