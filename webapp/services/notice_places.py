"""Where the link of a notice leads, in letters and on pages alike; it opens a page, no more."""

PAGES = {
    "authority": "/phan-cong/tham-quyen/",
    "stand_in": "/phan-cong/xu-ly-thay/",
    "grant": "/phan-cong/quyen/",
    "account": "/tai-khoan",
    "refused": "/quan-tri/tu-choi",
    "book": "/so-van-ban-di",
}
"""The page of each thing that is no plan, but for its id."""
ALL_NOTICES = "/thong-bao"


def page_of(plan_id: int | None, anchor: str | None, about: str | None) -> str:
    """Return the path of the plan, of what the notice is about, or of the list of notices."""
    if plan_id is not None:
        return f"/ke-hoach/{plan_id}" + (f"#{anchor}" if anchor else "")
    if about is None:
        return ALL_NOTICES
    thing, _, number = about.partition(":")
    return PAGES[thing] + number
