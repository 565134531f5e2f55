"""Browser policies: what a page of ours may load and run."""

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

ADMIN_PREFIX = "/admin/"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # small icons in style sheets, QR codes
        "worker-src": [SELF, "blob:"],  # the proof-of-work captcha counts in a worker
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# django-unfold evaluates Alpine expressions and sets styles from scripts.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
}

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
