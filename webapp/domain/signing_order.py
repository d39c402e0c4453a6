"""What has to be there before the number, and before the paper goes out, by its medium.

Paper: the number comes after the signature (Điều 15.2). An electronic paper is signed by the
leader, numbered, then signed by the agency on the same file (Điều 15.3, 5): which of these files
the clerk has to hand in first is for the agency to say.
"""

from dataclasses import dataclass

from webapp.domain.plan import Medium

_UNSIGNED = (
    "Văn bản giấy chỉ được cấp số sau khi đã ký (khoản 2 Điều 15); ghi nhận bản đã ký trước."
)
_NO_FILE = (
    "Văn bản điện tử của cơ quan chỉ được cấp số khi đã có tệp PDF người ký đã ký số, còn toàn "
    "vẹn; đưa tệp đó lên ở mục «Bản đã ký, đóng dấu»."
)
_NO_NUMBERED_FILE = (
    "Văn bản điện tử của cơ quan chỉ được phát hành, gửi đi khi đã có tệp PDF mang số và chữ ký "
    "số, còn toàn vẹn; đưa tệp đó lên ở mục «Bản đã ký, đóng dấu»."
)


@dataclass(frozen=True, slots=True)
class SigningRules:
    """What an agency asks of its electronic papers; off unless it says so."""

    file_before_number: bool = False
    file_before_issue: bool = False


NO_RULES = SigningRules()


@dataclass(frozen=True, slots=True)
class Original:
    """The original of a plan: on what it is made, and what of it the clerk has."""

    medium: Medium = Medium.PAPER
    rules: SigningRules = NO_RULES
    has_signed_file: bool = False
    """The file that leads has a digital signature, and is still what was signed."""
    has_numbered_file: bool = False
    """That file came after the number was given."""

    def before_number(self, *, signature_recorded: bool) -> str | None:
        """Return what the number waits for, as a sentence; None: nothing.

        Where the way gives an electronic paper its number before the leader signs, no file can be
        there yet.
        """
        if self.medium == Medium.PAPER:
            return None if signature_recorded else _UNSIGNED
        waits = self.rules.file_before_number and signature_recorded and not self.has_signed_file
        return _NO_FILE if waits else None

    def before_issue(self) -> str | None:
        """Return what going out waits for, as a sentence; None: nothing."""
        asks = self.medium == Medium.ELECTRONIC and self.rules.file_before_issue
        return _NO_NUMBERED_FILE if asks and not self.has_numbered_file else None


ON_PAPER = Original()
