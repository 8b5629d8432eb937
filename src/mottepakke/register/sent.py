"""The text of ``<year>-<number>.sendt.yaml``."""

from __future__ import annotations

import msgspec
import yaml

from mottepakke.model.sent import SentFile

HEAD = "# Skrevet av «mottepakke freeze»: det møtepakken ble sendt med. Endres ikke for hånd.\n"
UNBROKEN = 1_000_000


def sent_text(file: SentFile) -> str:
    """The file as YAML, one fact a line, in the order of the agenda."""
    content = msgspec.to_builtins(file, builtin_types=())
    for version in content["versjoner"]:
        if not version["ordlyd"]:
            del version["ordlyd"]
    return HEAD + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=UNBROKEN, default_flow_style=False)
