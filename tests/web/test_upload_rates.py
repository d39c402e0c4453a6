"""A file costs more than a form: whoever sends too many in a minute waits."""

import pytest

UPLOADS = (
    "admin.add_trusted",
    "admin.upload_template",
    "checking.check",
    "plans.add_signed",
    "plans.attach",
    "plans.do_deed",
    "plans.read_into",
    "plans.read_new",
    "plans.replace",
    "plans.upload_picture",
    "registers.attach",
    "registers.read_sheet",
)


@pytest.mark.parametrize("endpoint", UPLOADS)
def test_an_upload_has_its_rate(app, endpoint):
    assert app.view_functions[endpoint].rate.endswith(" per minute")
