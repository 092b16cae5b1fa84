"""What every run of a screen under AppTest would work out again though it cannot change in between, worked out once a test run."""

import functools
import json
from collections.abc import Mapping
from typing import Any

from altair.utils import schemapi
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

_valid: set[tuple[str, str]] = set()


def shorten_runs() -> None:
    """Make the runs of this process cheaper; none of what they show or refuse changes."""
    # which components are installed: read from every installed package for each AppTest, 0.1 s of processor time
    manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)
    schemapi.validate_jsonschema = functools.partial(_validate_once, schemapi.validate_jsonschema)
    local_script_runner.require_widgets_deltas = functools.partial(_wait, local_script_runner.require_widgets_deltas)


def _validate_once(validate: Any, spec: Any, schema: Mapping[str, Any], rootschema: Any = None, *, raise_error: bool = True) -> Any:  # noqa: ANN401  # altair's own signature
    """Check a chart's specification unless the very same one was found valid before: the check costs more than the rest of a page."""
    asked = json.dumps(spec, sort_keys=True, default=repr), json.dumps(schema, sort_keys=True)
    if asked in _valid:
        return None
    error = validate(spec, schema, rootschema=rootschema, raise_error=raise_error)
    if error is None:
        _valid.add(asked)
    return error


def _wait(poll: Any, runner: LocalScriptRunner, timeout: float = 3) -> None:  # noqa: ANN401  # streamlit's own signature
    """Wait for the run's thread to end instead of asking a thousand times a second, which takes the processor from that very thread."""
    if runner._script_thread is not None:
        runner._script_thread.join(timeout)
    poll(runner, timeout)
