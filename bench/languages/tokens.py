"""What tokens.ts does, in Python."""

import json
import sys
import time

from cdktf import App, TerraformStack
from cdktf_access_tokens import Duration, TimedToken


def now() -> float:
    return time.time() * 1000


outdir, count = sys.argv[1], int(sys.argv[2])
app = App(outdir=outdir)
stack = TerraformStack(app, "stack")
lifetime = Duration.days(1)
imported = now()
for index in range(count):
    TimedToken(stack, f"Token{index}", name=f"token-{index}", lifetime=lifetime)
created = now()
app.synth()
print(json.dumps({"imported": imported, "created": created, "synthesized": now()}))
