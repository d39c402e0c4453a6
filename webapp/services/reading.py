"""What people read, by one name: the desk, the lists, a plan, a decision, a revision, the book."""

from webapp.services.comparing import revision_page
from webapp.services.reading_decision import decision_page
from webapp.services.reading_desk import desk
from webapp.services.reading_lists import plan_list
from webapp.services.reading_plan import plan_page
from webapp.services.reading_register import register

__all__ = ["decision_page", "desk", "plan_list", "plan_page", "register", "revision_page"]
