"""The keys of the pseudonyms and of the forget list: made once, kept outside the tables, read by their owner alone."""

from __future__ import annotations

import hmac
import os
import re
import secrets
from base64 import b32encode
from hashlib import sha256
from pathlib import Path

from pipeline.errors import BuildError

KEY_BYTES = 32
LABEL_LETTERS = 8
"""40 bits: among 100,000 people two share a pseudonym with a chance of 0.5 %."""

_OPENING = "Personne-"
PSEUDONYM = re.compile(rf"{_OPENING}[a-z2-7]{{{LABEL_LETTERS}}}", re.I)


def load_key(path: Path, given: str | None = None) -> bytes:
    """The key in a file, made at the first use; or one given, of at least 32 characters.

    Raises BuildError when others than the owner may read the file.
    """
    if given is not None:
        if len(given) < KEY_BYTES:
            raise BuildError(f"the key given in the environment has {len(given)} characters: give at least {KEY_BYTES}")
        return given.encode()
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
    if path.stat().st_mode & 0o077:
        raise BuildError(f"{path} can be read by others: chmod 600 {path}")
    key = path.read_text(encoding="ascii").strip()
    if len(key) < KEY_BYTES:
        raise BuildError(f"{path} holds no key: put it back from your backup, or delete it to have a new one made")
    return key.encode()


def keyed(key: bytes, *parts: str) -> bytes:
    """A keyed hash: the same parts give the same bytes, and without the key nothing leads back to them."""
    return hmac.new(key, "\x00".join(parts).encode(), sha256).digest()


def pseudonym(key: bytes, name: str) -> str:
    """What a person is called in the public set.

    >>> pseudonym(b"k" * 32, "dupont jeanne") == pseudonym(b"k" * 32, "dupont jeanne") != pseudonym(b"k" * 32, "dupont jean")
    True
    """
    return _OPENING + b32encode(keyed(key, "person", name)).decode()[:LABEL_LETTERS]
