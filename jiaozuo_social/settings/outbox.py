"""How messages leave the portal: the gateway and its patience (see jiaozuo_social/outbox)."""

import environ

env = environ.Env()

SMS_GATEWAY = env("SMS_GATEWAY", default="jiaozuo_social.outbox.gateways.ConsoleGateway")
SMS_HTTP_URL = env("SMS_HTTP_URL", default="")
SMS_HTTP_SECRET = env("SMS_HTTP_SECRET", default="")
SMS_HTTP_TIMEOUT_SECONDS = env.float("SMS_HTTP_TIMEOUT_SECONDS", default=5.0)

# A worker that has not reported back by then is taken for dead and its message is offered again.
OUTBOX_CLAIM_TTL_SECONDS = env.int("OUTBOX_CLAIM_TTL_SECONDS", default=120)
OUTBOX_MAX_ATTEMPTS = env.int("OUTBOX_MAX_ATTEMPTS", default=8)
OUTBOX_BACKOFF_SECONDS = env.int("OUTBOX_BACKOFF_SECONDS", default=30)  # doubled after every failure
OUTBOX_BACKOFF_MAX_SECONDS = env.int("OUTBOX_BACKOFF_MAX_SECONDS", default=3600)
OUTBOX_SWEEP_BATCH = env.int("OUTBOX_SWEEP_BATCH", default=500)
# After a failed nudge the broker is left alone this long: the sweep delivers meanwhile.
OUTBOX_NUDGE_PAUSE_SECONDS = env.int("OUTBOX_NUDGE_PAUSE_SECONDS", default=15)

# Departments' systems that want to hear of changes. Addresses inside our own network are refused:
# whoever may register an address must not thereby reach what only the server can reach.
WEBHOOK_ALLOW_PRIVATE = env.bool("WEBHOOK_ALLOW_PRIVATE", default=False)
WEBHOOK_TIMEOUT_SECONDS = env.float("WEBHOOK_TIMEOUT_SECONDS", default=5.0)
