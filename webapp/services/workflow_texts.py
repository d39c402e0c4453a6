"""A workflow as the TOML text that it is kept in; the reader is domain/workflow_toml.py."""

import tomli_w

from webapp.domain.workflow import AskPassword, Mode, ReturnTo, Step, Workflow


def write(workflow: Workflow) -> str:
    """Return the text; reading it gives the workflow back, with a hash of its own."""
    table: dict[str, object] = {
        "name": workflow.name,
        "label": workflow.label,
        "media": sorted(medium.value for medium in workflow.media),
    }
    if workflow.papers:
        table["papers"] = [kind.value for kind in workflow.papers]
    return tomli_w.dumps({**table, "steps": [_step(step) for step in workflow.steps]})


def _step(step: Step) -> dict[str, object]:
    always = {
        "key": step.key,
        "label": step.label,
        "kind": step.kind.value,
        "role": step.role.value,
    }
    where_it_differs: tuple[tuple[str, object, object], ...] = (
        ("unit", step.unit, None),
        ("mode", step.mode, Mode.ANY),
        ("share", step.share, 0.0),
        ("deadline_days", step.deadline_days, None),
        ("return_to", step.return_to, ReturnTo.UNIT_HEAD),
        ("voided_by_change", step.voided_by_change, True),
        ("ask_password", step.ask_password, AskPassword.NEVER),
        ("same_person_may_also", list(step.same_person_may_also), []),
    )
    more = {key: value for key, value, usual in where_it_differs if value != usual}
    return always | more
