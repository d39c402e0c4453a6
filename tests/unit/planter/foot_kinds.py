"""Faults of nơi nhận, the line «Lưu» and the signature block."""

from dataclasses import replace

from tests.unit.planter.planting import Planted, words
from webapp.domain.plan import Plan, plain


def recipient(rule, change, position=0):
    """Return the kind that changes one recipient."""

    def kind(plan):
        if position >= len(plan.to_places):
            return None
        places = list(plan.to_places)
        places[position] = words(change(plain(places[position])))
        changed = replace(plan, to_places=tuple(places))
        return Planted(rule, f"to_places/{position}", changed)

    return kind


def new_recipient(rule, text):
    """Return the kind that adds a recipient at the end."""

    def kind(plan):
        added = replace(plan, to_places=(*plan.to_places, words(text)))
        return Planted(rule, f"to_places/{len(plan.to_places)}", added)

    return kind


def twice(plan: Plan):
    """Name the first recipient again at the end."""
    added = replace(plan, to_places=(*plan.to_places, plan.to_places[0]))
    return Planted("TL-noi-nhan-trung", f"to_places/{len(plan.to_places)}", added)


def filing(rule, change):
    """Return the kind that changes the line «Lưu»."""

    def kind(plan):
        text = plain(plan.filing_line)
        wrong = change(text)
        same = wrong is None or wrong == text
        return (
            None if same else Planted(rule, "filing_line", replace(plan, filing_line=words(wrong)))
        )

    return kind


def signer(rule, place, change):
    """Return the kind that changes the signature block by a function of it."""

    def kind(plan):
        wrong = change(plan.signer)
        same = wrong is None or wrong == plan.signer
        return None if same else Planted(rule, f"signer.{place}", replace(plan, signer=wrong))

    return kind


def line(mark, change):
    """Return what changes the authority line that begins with a mark."""

    def changed(one):
        lines = tuple(change(text) if text.startswith(mark) else text for text in one.authority)
        return replace(one, authority=lines)

    return changed


def name(change):
    return lambda one: replace(one, full_name=change(one.full_name))


def deputy(change):
    return lambda one: change(one) if one.position.upper().startswith("PHÓ") else None


def without(mark):
    return lambda one: replace(
        one, authority=tuple(text for text in one.authority if not text.startswith(mark))
    )


KINDS = {
    "recipients missing": lambda plan: Planted(
        "ND30-PL1-II.9c", "to_places", replace(plan, to_places=())
    ),
    "recipient with a semicolon": recipient("ND30-PL1-II.9d", lambda text: f"{text};"),
    "recipient with a stop": recipient("ND30-PL1-II.9d", lambda text: f"{text}.", 1),
    "recipient with a dash": recipient("ND30-PL1-II.9d", lambda text: f"- {text}"),
    "recipient small": recipient(
        "ND30-PL2-I-dau-dong", lambda text: text[0].lower() + text[1:].lower(), 2
    ),
    "two recipients in a line": recipient(
        "ND30-PL1-II.9d-mot-dong", lambda text: f"{text}; Các hội, đoàn thể"
    ),
    "recipient named twice": twice,
    "«Như trên»": new_recipient("ND30-PL1-II.9b-nhu-tren", "Như trên"),
    "«Như Điều 2»": new_recipient("ND30-PL1-II.9c-nhu-dieu", "Như Điều 2"),
    "«Lưu» in the list": new_recipient("ND30-PL1-II.9d-luu-cuoi", "Lưu: VT, TH"),
    "«Nơi nhận» in the list": new_recipient("TL-noi-nhan-chu", "Nơi nhận: Các thôn"),
    "recipient of a district": new_recipient("L72-2025-cap-huyen", "UBND các huyện, thị xã"),
    "«Lưu» missing": filing("ND30-PL1-II.9d-luu", lambda _: ""),
    "«Lưu» without a colon": filing(
        "ND30-PL1-II.9d-luu-VT", lambda text: text.replace("Lưu: VT", "Lưu VT")
    ),
    "«Lưu» with «Vt»": filing("ND30-PL1-II.9d-luu-VT", lambda text: text.replace("VT", "Vt")),
    "«Lưu» with «Văn thư»": filing("ND30-PL1-II.9d-VT", lambda text: text.replace("VT", "Văn thư")),
    "«Lưu» without a comma": filing(
        "ND30-PL1-II.9d-luu-phay",
        lambda text: text.replace("VT,", "VT") if "VT, " in text and "(" not in text[:10] else None,
    ),
    "«Lưu» without its stop": filing("ND30-PL1-II.9d-luu-cham", lambda text: text.rstrip(".")),
    "«Lưu» with a semicolon": filing("ND30-PL1-II.9d-luu-cham", lambda text: text[:-1] + ";"),
    "copies behind a comma": filing("ND30-PL1-II.9d-so-ban", lambda text: text[:-1] + ", (2)."),
    "name missing": signer("ND30-PL1-II.7c-ho-ten", "full_name", name(lambda _: "")),
    "name in capitals": signer("ND30-PL1-II.7đ-ho-ten", "full_name", name(str.upper)),
    "name small": signer(
        "ND30-PL2-II.1",
        "full_name",
        name(lambda one: one.split()[0] + " " + " ".join(one.split()[1:]).lower()),
    ),
    "name of a model": signer("TL-ten-mau", "full_name", name(lambda _: "Nguyễn Văn A")),
    "title missing": signer(
        "ND30-PL1-II.7c-chuc-vu",
        "position",
        lambda one: replace(one, position="", authority=()) if not one.authority else None,
    ),
    "title short": signer(
        "ND30-PL1-II.7c-viet-tat",
        "position",
        deputy(lambda one: replace(one, position=one.position.replace("PHÓ ", "P. "))),
    ),
    "TM without a stop": signer(
        "ND30-PL1-II.7b", "authority", line("TM.", lambda text: text.replace("TM.", "TM"))
    ),
    "KT with a slash": signer(
        "ND30-PL1-II.7b", "authority", line("KT.", lambda text: text.replace("KT.", "KT/"))
    ),
    "T/M of the Party": signer(
        "ND30-PL1-II.7b-van-ban-dang",
        "authority",
        line("TM.", lambda text: text.replace("TM.", "T/M")),
    ),
    "TM with a short name": signer(
        "ND30-PL1-II.7b-ten-tap-the",
        "authority",
        line("TM. ỦY BAN", lambda text: text.replace("ỦY BAN NHÂN DÂN", "UBND")),
    ),
    "TM missing": signer("ND30-PL1-II.7b-TM", "authority", without("TM")),
    "KT missing": signer(
        "ND30-D13-KT",
        "authority",
        deputy(lambda one: None if one.second_title else without("KT")(one)),
    ),
    "KT of another head": signer(
        "ND30-D13-KT-khac-chuc-vu", "position", line("KT.", lambda _: "KT. TRƯỞNG BAN")
    ),
    "deputy by order": signer(
        "ND30-D13-TL",
        "position",
        deputy(line("KT.", lambda text: text.replace("KT.", "TL."))),
    ),
    "lines changed about": signer(
        "TL-thu-tu-quyen-han",
        "authority",
        lambda one: replace(one, authority=one.authority[::-1]) if len(one.authority) > 1 else None,
    ),
}
