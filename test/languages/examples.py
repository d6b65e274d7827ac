"""
Runs the examples of README.md and of the docstrings, as jsii tells them in Python, with the library that is installed.

usage: python examples.py FOLDER

Each file of the folder is one example. It finds what rosetta/default.ts-fixture declares, or nothing where it has imports
of its own, as whoever copies it.
"""

import json
import pathlib
import re
import sys

import cdktf
import cdktf_access_tokens
import jsii
from constructs import Construct

MODULES = [cdktf, cdktf_access_tokens]
tokens = cdktf_access_tokens


@jsii.implements(tokens.IResourceBlueprint)
class Passwords:
    def issue(self, scope, id, slot):
        return cdktf.TerraformResource(scope, id, terraform_resource_type="random_password")


PLAN = {
    "format_version": "1.2",
    "planned_values": {},
    "resource_changes": [
        {
            "address": "linode_token.Pipeline_Slot0",
            "mode": "managed",
            "type": "linode_token",
            "name": "Pipeline_Slot0",
            "change": {"actions": ["create", "delete"], "before": {}, "after": {}, "after_unknown": {}},
        }
    ],
}


def fixture():
    app = cdktf.App()
    stack = cdktf.TerraformStack(app, "prod")
    deploy = tokens.RotatingToken(
        stack,
        "Pipeline",
        blueprint=tokens.LinodeToken.blueprint(
            label="prod-deploy", scopes=[tokens.LinodeScope.LINODES_READ_ONLY]
        ),
        rotation=tokens.RotationSchedule.every(tokens.Duration.days(30)),
    )
    owner = tokens.HarnessServiceAccount(
        stack, "Owner", account_id="account", identifier="owner", email="owner@example.com"
    )
    given = dict(
        app=app,
        stack=stack,
        self=Construct(stack, "Example"),
        deploy=deploy,
        token=tokens.TimedToken(stack, "Timed", name="timed"),
        api_key=tokens.HarnessApiKey(stack, "ApiKey", owner=owner, identifier="api_key"),
        passwords=Passwords(),
        plan=json.dumps(PLAN),
        jsii=jsii,
        Construct=Construct,
        bindings=tokens.bindings,
        testing=tokens.testing,
    )
    names = {name: getattr(module, name) for module in MODULES for name in module.__all__}
    return {**names, **given}


failed = []
examples = sorted(pathlib.Path(sys.argv[1]).glob("*.py"))
for example in examples:
    source = example.read_text()
    has_imports = re.search(r"^(import|from) ", source, re.MULTILINE)
    try:
        exec(compile(source, example.name, "exec"), {} if has_imports else fixture())
    except Exception as error:
        failed.append(example.name)
        print(f"{example.name}: {type(error).__name__}: {error}", file=sys.stderr)
print(f"{len(examples) - len(failed)} of {len(examples)} examples ran")
sys.exit(1 if failed or not examples else 0)
