"""The command `banhanh`; its names and exit codes are a contract that scripts rely on."""

import io
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path

from webapp.commands import data, keeping, papers, rulebooks, serving
from webapp.domain.errors import DomainError
from webapp.domain.stages import Stage

UNREADABLE = 2
_VERIFYING = (
    "Tìm thấy: sự kiện bị sửa, thiếu, chèn thêm, cắt cuối; tệp bị sửa; một chữ bị sửa, một dòng bị "
    "xóa hoặc chèn trong mọi bảng có nhật ký, từ lời văn, quyết định, sổ đến tài khoản, quyền, "
    "thiết lập, ý kiến, nơi nhận. Không tìm thấy: người nắm máy chủ viết lại cả chuỗi (so bằng "
    "--against với bản sao lưu giữ ở nơi khác); bảng không có nhật ký: phiên đăng nhập, thông báo, "
    "bản gõ dở, hàng đợi. 0 nguyên vẹn, 1 có sai, 2 không đọc được."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command: 0 done, 1 faults found, 2 and one line on stderr where it is refused."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    args = build_parser().parse_args(arguments)
    try:
        return int(args.run(args))
    except DomainError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return UNREADABLE


def build_parser() -> ArgumentParser:
    """Return the parser of every command."""
    parser = ArgumentParser(prog="banhanh", description="Ban Hành: soạn thảo và ban hành kế hoạch.")
    commands = parser.add_subparsers(metavar="LỆNH", required=True)
    _add_papers(commands.add_parser)
    _add_rulebooks(commands.add_parser)
    _add_services(commands.add_parser)
    _add_keeping(commands.add_parser)
    return parser


def _add_papers(add: Callable[..., ArgumentParser]) -> None:
    stages = [stage.value for stage in Stage]
    parser = add("import", help="đọc văn bản .docx, .doc, .txt, .md thành kế hoạch JSON")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("-o", "--output", type=Path, metavar="PLAN.json")
    parser.set_defaults(run=papers.import_paper)

    parser = add("render", help="kết xuất kế hoạch JSON ra .docx hoặc .pdf")
    parser.add_argument("file", type=Path, metavar="PLAN.json")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT.docx|OUT.pdf", required=True)
    parser.add_argument("--stage", choices=stages)
    parser.add_argument("--template", default="ke_hoach", metavar="NAME")
    parser.set_defaults(run=papers.render_paper)

    parser = add("check", help="kiểm tra thể thức; 0 không lỗi, 1 có lỗi, 2 không đọc được")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="in danh sách JSON")
    parser.add_argument("--stage", choices=stages)
    parser.set_defaults(run=papers.check_paper)

    add("schema", help="in lược đồ JSON của kế hoạch").set_defaults(run=papers.print_schema)


def _add_rulebooks(add: Callable[..., ArgumentParser]) -> None:
    workflow = add("workflow", help="quy trình").add_subparsers(metavar="VIỆC", required=True)
    workflow.add_parser("list", help="liệt kê").set_defaults(run=rulebooks.list_workflows)
    parser = workflow.add_parser("check", help="kiểm tra một hoặc mọi quy trình")
    parser.add_argument("name", nargs="?", metavar="NAME|FILE")
    parser.set_defaults(run=rulebooks.check_workflow)
    parser = workflow.add_parser("draw", help="vẽ sơ đồ")
    parser.add_argument("name", metavar="NAME|FILE")
    parser.set_defaults(run=rulebooks.draw_workflow)

    template = add("template", help="mẫu văn bản").add_subparsers(metavar="VIỆC", required=True)
    template.add_parser("list", help="liệt kê").set_defaults(run=rulebooks.list_paper_templates)
    parser = template.add_parser("check", help="kiểm tra một hoặc mọi mẫu")
    parser.add_argument("name", nargs="?", metavar="NAME|FOLDER")
    parser.set_defaults(run=rulebooks.check_paper_template)


def _add_services(add: Callable[..., ArgumentParser]) -> None:
    add("serve", help="chạy trang web").set_defaults(run=serving.serve)
    add("worker", help="chạy việc nền").set_defaults(run=serving.run_worker)
    add("demo", help="nạp dữ liệu mẫu một lần").set_defaults(run=data.load_demo)

    database = add("db", help="cơ sở dữ liệu").add_subparsers(metavar="VIỆC", required=True)
    database.add_parser("upgrade", help="nâng cấp bảng").set_defaults(run=data.upgrade_database)
    database.add_parser("check", help="so bảng với mã nguồn").set_defaults(run=data.check_database)

    user = add("user", help="tài khoản").add_subparsers(metavar="VIỆC", required=True)
    parser = user.add_parser("add", help="tạo quản trị hệ thống; mật khẩu nhập từ bàn phím")
    parser.add_argument("username")
    parser.add_argument("full_name")
    parser.set_defaults(run=data.add_user)
    parser = user.add_parser("code-off", help="tắt xác thực hai bước của một tài khoản")
    parser.add_argument("username")
    parser.set_defaults(run=data.turn_code_off)
    parser = user.add_parser("password", help="đặt lại mật khẩu của một tài khoản")
    parser.add_argument("username")
    parser.set_defaults(run=data.reset_password)


def _add_keeping(add: Callable[..., ArgumentParser]) -> None:
    parser = add("backup", help="sao lưu trong khi trang web và việc nền vẫn chạy")
    parser.add_argument(
        "place",
        nargs="?",
        type=Path,
        metavar="FILE.zip|FOLDER",
        help="tệp hoặc thư mục nhận bản sao lưu; không ghi thì là DATA_DIR/backups, cùng ổ đĩa",
    )
    parser.add_argument("--keep", type=_at_least_one, metavar="N", help="chỉ giữ N bản mới nhất")
    parser.add_argument("--with-key", action="store_true", help="kèm khóa bí mật của máy")
    parser.set_defaults(run=keeping.back_up)
    parser = add("restore", help="khôi phục một bản sao lưu vào cơ sở dữ liệu trống")
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="tệp ban-hanh-….zip do «banhanh backup» ghi"
    )
    parser.set_defaults(run=keeping.restore)

    audit = add("audit", help="nhật ký").add_subparsers(metavar="VIỆC", required=True)
    parser = audit.add_parser("verify", help="soi nhật ký, tệp và mọi dòng", epilog=_VERIFYING)
    parser.add_argument("--against", type=Path, metavar="BACKUP.zip", help="so cả với bản sao lưu")
    parser.set_defaults(run=keeping.verify_audit)
    sealing = "ghi mã của các dòng có từ trước vào nhật ký, một lần sau khi nâng cấp"
    audit.add_parser("seal", help=sealing).set_defaults(run=keeping.seal_rows)


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


if __name__ == "__main__":
    sys.exit(main())
