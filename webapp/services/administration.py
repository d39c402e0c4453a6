"""What administrators may do, under one name; each subject has its module."""

from webapp.services.administration_agencies import (
    AgencyInput,
    AgencySummary,
    agency_settings,
    list_agencies,
    save_agency,
)
from webapp.services.administration_authorities import (
    AuthorityChoices,
    AuthorityInput,
    AuthorityView,
    authorities,
    authority_choices,
    save_authority,
)
from webapp.services.administration_bodies import (
    BodyInput,
    BodyView,
    advisory_bodies,
    save_advisory_body,
)
from webapp.services.administration_people import (
    FirstAdministrator,
    create_agency,
    deactivate_person,
    reactivate_person,
    save_person,
)
from webapp.services.administration_series import (
    DocumentTypeChoice,
    SeriesInput,
    SeriesView,
    document_types,
    save_series,
    series_list,
)
from webapp.services.administration_units import (
    UnitInput,
    UnitView,
    agencies_to_be,
    save_unit,
    units,
)
from webapp.services.people_list import PersonView, people
from webapp.services.person_input import PersonInput

__all__ = [
    "AgencyInput",
    "AgencySummary",
    "AuthorityChoices",
    "AuthorityInput",
    "AuthorityView",
    "BodyInput",
    "BodyView",
    "DocumentTypeChoice",
    "FirstAdministrator",
    "PersonInput",
    "PersonView",
    "SeriesInput",
    "SeriesView",
    "UnitInput",
    "UnitView",
    "advisory_bodies",
    "agencies_to_be",
    "agency_settings",
    "authorities",
    "authority_choices",
    "create_agency",
    "deactivate_person",
    "document_types",
    "list_agencies",
    "people",
    "reactivate_person",
    "save_advisory_body",
    "save_agency",
    "save_authority",
    "save_person",
    "save_series",
    "save_unit",
    "series_list",
    "units",
]
