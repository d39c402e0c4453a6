"""The workflows and templates that plans go by; a started plan keeps its own version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Generic, Self, TypeVar

from sqlalchemy.orm import Session

from webapp.adapters.clock import vietnam_today
from webapp.db.models.organisations import DocumentTypeRow
from webapp.db.models.plans import BlobRow, PlanRow
from webapp.documents.template import (
    Template,
    list_templates,
    load_template,
    reopened_template,
)
from webapp.documents.template_fields import PLAN_TYPE
from webapp.documents.template_files import TemplateFiles, pack, read_files, unpack
from webapp.domain.errors import InvalidInputError
from webapp.domain.workflow import Workflow, refuse_same_names
from webapp.domain.workflow_toml import load
from webapp.services import blobs, plan_access
from webapp.services.issuers import issuer_of
from webapp.services.missing_files import Files, MissingFileError
from webapp.services.template_versions import version_on
from webapp.services.workflow_versions import newest

SHIPPED = "ke_hoach"
"""The workflow and the template that plans begin on where nothing else was chosen."""
ZIP = "application/zip"
TOML = "application/toml"

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class _Shipped(Generic[_Thing]):
    thing: _Thing
    content: bytes
    media_type: str

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


class Rules:
    """What plans go by: workflows and templates by name, or by the version a plan began on."""

    def __init__(
        self,
        workflows: Mapping[str, _Shipped[Workflow]],
        templates: Mapping[str, _Shipped[Template]],
    ) -> None:
        self._workflows = workflows
        self._templates = templates

    @classmethod
    def load(cls, workflows_dir: Path, templates_dir: Path) -> Self:
        """Read and check every file; raise with the place of the first fault."""
        texts = [path.read_bytes() for path in sorted(workflows_dir.glob("*.toml"))]
        loaded = [_Shipped(load(text.decode()), text, TOML) for text in texts]
        refuse_same_names([shipped.thing for shipped in loaded])
        workflows = {shipped.thing.name: shipped for shipped in loaded}
        templates = {
            name: _Shipped(
                load_template(templates_dir / name), pack(read_files(templates_dir / name)), ZIP
            )
            for name in list_templates(templates_dir)
        }
        return cls(workflows, templates)

    @property
    def files(self) -> Files:
        """Return what an issuer can choose because it is there."""
        return Files(self._workflows, self.plan_template_labels())

    def missing_for(self, session: Session, plan: PlanRow) -> str:
        """Say which file holds back a plan that has not begun; empty where none does."""
        if plan.workflow_sha256 is not None:
            return ""
        issuer = issuer_of(session, plan.agency_id, plan.advisory_body_id)
        template = self.files.missing_template(issuer)
        if template and _type_of(session, plan) != PLAN_TYPE:
            template = ""  # nobody chooses the template of a letter
        return self.files.missing_workflow(issuer) or template

    def demand_files(self, session: Session, plan: PlanRow) -> None:
        """Refuse to begin a plan on anything else than what its issuer chose."""
        if sentence := self.missing_for(session, plan):
            raise MissingFileError(sentence)

    def workflow(self, name: str = SHIPPED) -> Workflow:
        """Return the shipped workflow of the name."""
        return _find(self._workflows, name, "quy trình").thing

    def workflow_of(self, session: Session, plan: PlanRow) -> Workflow:
        """Return the plan's own workflow, else the one it would begin on."""
        if plan.workflow_sha256 is None:
            return self.workflow_for(session, plan.agency_id, plan.advisory_body_id)
        return plan_access.workflow_of(session, plan.workflow_sha256)

    def workflow_labels(self) -> dict[str, str]:
        """Return the label of every shipped workflow by its name."""
        return {name: shipped.thing.label for name, shipped in self._workflows.items()}

    def workflow_for(self, session: Session, agency_id: int, body_id: int | None) -> Workflow:
        """Return what a new plan of the agency, or of its advisory body, begins on.

        Where its file is missing the general one shows the draft, which `demand_files` holds back.
        """
        return self._workflow_chosen(session, agency_id, body_id).thing

    def template_labels(self) -> dict[str, str]:
        """Return the label of every shipped template by its name."""
        return {name: shipped.thing.label for name, shipped in self._templates.items()}

    def plan_template_labels(self) -> dict[str, str]:
        """Return the labels of those that an agency chooses from for its plans."""
        return {
            name: shipped.thing.label
            for name, shipped in self._templates.items()
            if shipped.thing.document_type == PLAN_TYPE
        }

    def template(self, name: str = SHIPPED) -> Template:
        """Return the shipped template of the name."""
        return _find(self._templates, name, "mẫu").thing

    def template_files(self, name: str) -> TemplateFiles:
        """Return the files of the shipped template of the name."""
        return unpack(name, _find(self._templates, name, "mẫu").content)

    def template_by_sha(self, session: Session, sha: str) -> Template:
        """Return the version of a template that a plan was started on."""
        for shipped in self._templates.values():
            if shipped.sha256 == sha:
                return shipped.thing
        return stored_template(session.get_one(BlobRow, sha).content)

    def template_of(self, session: Session, plan: PlanRow, today: date) -> Template:
        """Return the plan's own template, else the one it would begin on today."""
        if plan.template_sha256 is None:
            kind = _type_of(session, plan)
            body_id = plan.advisory_body_id
            return self.template_for(session, plan.agency_id, body_id, today, kind=kind)
        return self.template_by_sha(session, plan.template_sha256)

    def template_for(
        self,
        session: Session,
        agency_id: int,
        body_id: int | None,
        today: date,
        *,
        kind: str = PLAN_TYPE,
    ) -> Template:
        """Return what a new paper of the agency, or of its advisory body, begins on."""
        name = self._chosen(session, agency_id, body_id, kind)
        own = version_on(session, agency_id, name, today)
        return self.template(name) if own is None else self.template_by_sha(session, own.sha256)

    def start(self, session: Session, plan: PlanRow, now: datetime) -> None:
        """Bind the plan to the versions of the day for good, and keep their bytes."""
        workflow = self._workflow_chosen(session, plan.agency_id, plan.advisory_body_id)
        plan.workflow_sha256 = _kept(session, workflow, now)
        kind = _type_of(session, plan)
        name = self._chosen(session, plan.agency_id, plan.advisory_body_id, kind)
        own = version_on(session, plan.agency_id, name, vietnam_today(now))
        shipped = _find(self._templates, name, "mẫu")
        plan.template_sha256 = _kept(session, shipped, now) if own is None else own.sha256

    def _workflow_chosen(
        self, session: Session, agency_id: int, body_id: int | None
    ) -> _Shipped[Workflow]:
        chosen = issuer_of(session, agency_id, body_id).workflow_name
        name = chosen if chosen in self._workflows else SHIPPED
        return self._workflow_in_use(session, agency_id, name)

    def workflow_in_use(self, session: Session, agency_id: int, name: str) -> Workflow:
        """Return the agency's own newest version of a workflow, else the shipped one."""
        return self._workflow_in_use(session, agency_id, name).thing

    def _workflow_in_use(self, session: Session, agency_id: int, name: str) -> _Shipped[Workflow]:
        own = newest(session, agency_id, name)
        if own is None:
            return _find(self._workflows, name, "quy trình")
        content = session.get_one(BlobRow, own.sha256).content
        return _Shipped(_stored_workflow(content), content, TOML)

    def _chosen(self, session: Session, agency_id: int, body_id: int | None, kind: str) -> str:
        """Return the one template of the type, of plans the issuer's choice."""
        if kind != PLAN_TYPE:
            fitting = (
                name for name, one in self._templates.items() if one.thing.document_type == kind
            )
            return next(fitting, SHIPPED)
        issuer = issuer_of(session, agency_id, body_id)
        if sentence := self.files.missing_template(issuer):
            raise MissingFileError(sentence)
        return issuer.template_name


def _type_of(session: Session, plan: PlanRow) -> str:
    return session.get_one(DocumentTypeRow, plan.document_type_id).name


def _find(things: Mapping[str, _Shipped[_Thing]], name: str, what: str) -> _Shipped[_Thing]:
    if name not in things:
        known = ", ".join(sorted(things)) or "chưa có"
        raise InvalidInputError(f"Không có {what} «{name}»; chọn trong: {known}.")
    return things[name]


def _kept(session: Session, shipped: _Shipped[_Thing], now: datetime) -> str:
    return blobs.keep(session, shipped.content, shipped.media_type, now)


@lru_cache(maxsize=32)
def _stored_workflow(content: bytes) -> Workflow:
    return load(content.decode())


@lru_cache(maxsize=32)
def stored_template(packed: bytes) -> Template:
    """Return the template of files that were checked when they were taken."""
    return reopened_template(unpack(SHIPPED, packed))
