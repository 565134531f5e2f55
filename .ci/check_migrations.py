"""Do the migrations describe the models? Asked on servers that exist only for this question."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from jiaozuo_social.demo import folders, servers  # noqa: E402

root = Path(tempfile.mkdtemp(prefix="jiaozuo-check-"))
try:
    with servers.running(root, print, throw_away=True) as addresses:
        command = [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]
        code = subprocess.run(command, cwd=ROOT, env={**os.environ, **addresses}).returncode
finally:
    folders.forget(root)
sys.exit(code)
